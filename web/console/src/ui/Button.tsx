// The buttons: what they do is their text.
import type { ComponentProps } from "react";

const LOOKS = {
  plain: "border-line-strong bg-panel text-ink hover:bg-sunk",
  primary: "border-accent bg-accent text-accent-ink hover:brightness-95",
  danger: "border-danger bg-danger text-panel hover:brightness-95",
  quiet: "border-transparent bg-transparent text-ink-2 hover:bg-sunk hover:text-ink",
} as const;

type Props = ComponentProps<"button"> & { look?: keyof typeof LOOKS };

export function Button({ look = "plain", className = "", type = "button", ...rest }: Props) {
  return (
    <button
      type={type}
      className={`inline-flex min-h-8 items-center justify-center gap-2 rounded-sm border px-3 py-1 font-medium whitespace-nowrap disabled:cursor-not-allowed disabled:opacity-55 max-desk:min-h-11 ${LOOKS[look]} ${className}`}
      {...rest}
    />
  );
}

/** A button that is only an icon: `label` is its name for everyone who cannot see it. */
export function IconButton({
  label,
  className = "",
  ...rest
}: ComponentProps<"button"> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`grid size-8 flex-none place-items-center rounded-sm text-ink-2 hover:bg-sunk hover:text-ink max-desk:size-11 ${className}`}
      {...rest}
    />
  );
}

export function LinkButton({ className = "", type = "button", ...rest }: ComponentProps<"button">) {
  return (
    <button
      type={type}
      className={`rounded-[3px] font-medium text-accent underline-offset-3 hover:underline ${className}`}
      {...rest}
    />
  );
}
