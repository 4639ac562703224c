// A tenant's square mark in its own colour, and the desk's own mark: a window on its sill.
import { initials, markColours } from "../format";
import type { TenantRef } from "../wire";

const SIZES = {
  s: "size-[18px] rounded-[5px] text-[10px]",
  m: "size-7 rounded-[8px] text-xs",
  l: "size-[34px] rounded-[9px] text-sm",
} as const;

export function TenantMark({ tenant, size = "m" }: { tenant: TenantRef; size?: "s" | "m" | "l" }) {
  const { back, ink } = markColours(tenant.color);
  return (
    <span
      aria-hidden="true"
      className={`grid flex-none place-items-center font-semibold ${SIZES[size]}`}
      style={{ background: back, color: ink }}
    >
      {initials(tenant.nombre)}
    </span>
  );
}

export function WindowMark({ size = 22 }: { size?: number }) {
  return (
    <svg
      aria-hidden="true"
      className="flex-none text-accent"
      width={size}
      height={size}
      viewBox="0 0 22 22"
      fill="none"
      stroke="currentColor"
    >
      <rect x="2" y="3" width="18" height="13" rx="3.5" strokeWidth="2" />
      <path d="M11 3v13M2 10h18" strokeWidth="1.6" />
      <path d="M6 19.5h10" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
