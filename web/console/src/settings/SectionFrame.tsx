// The frame of a section: what it is, what it is for, what can be made, and its content.
import type { ReactNode } from "react";

type Props = {
  title: ReactNode;
  about?: ReactNode;
  actions?: ReactNode;
  wide?: boolean;
  children: ReactNode;
};

export function SectionFrame({ title, about, actions, wide = false, children }: Props) {
  return (
    <section className={wide ? "max-w-5xl" : "max-w-2xl"}>
      <header className="mb-5 flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="text-xl font-semibold tracking-tight">{title}</h2>
          {about && <p className="mt-0.5 text-ink-2">{about}</p>}
        </div>
        {actions && <div className="flex gap-2">{actions}</div>}
      </header>
      {children}
    </section>
  );
}

/** A part of a section, on a line of its own. */
export function Block({
  title,
  about,
  children,
}: {
  title: ReactNode;
  about?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="border-t border-line py-5 first:border-0 first:pt-0">
      <h3 className="font-semibold">{title}</h3>
      {about && <p className="text-sm text-ink-3">{about}</p>}
      <div className="mt-3 flex flex-col gap-4">{children}</div>
    </div>
  );
}
