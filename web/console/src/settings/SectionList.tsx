// What there is to set, in groups.
import { Link } from "@tanstack/react-router";
import { useTextsOf } from "../texts";
import { GROUPS, type Section } from "./sections";
import { settingsTexts } from "./texts";

type Props = { sections: readonly Section[]; openId: string | undefined };

export function SectionList({ sections, openId }: Props) {
  const t = useTextsOf(settingsTexts);
  const groups = GROUPS.filter((group) => sections.some((section) => section.group === group));
  return (
    <nav
      aria-label={t.sections}
      className="min-h-0 overflow-y-auto border-line bg-paper px-2.5 py-3 desk:border-r"
    >
      {groups.map((group) => (
        <div key={group} className="mb-4 flex flex-col gap-0.5">
          <h2 className="px-2 pb-1 text-xs font-semibold text-ink-3">{t[group]}</h2>
          {sections
            .filter((section) => section.group === group)
            .map((section) => (
              <Link
                key={section.id}
                to="/ajustes/$seccion"
                params={{ seccion: section.id }}
                aria-current={section.id === openId ? "page" : undefined}
                className="flex min-h-8 items-center rounded-sm px-2 text-ink-2 hover:bg-line/60 hover:text-ink aria-[current]:bg-panel aria-[current]:font-medium aria-[current]:text-ink aria-[current]:ring-1 aria-[current]:ring-line max-desk:min-h-11"
              >
                {section.title(t)}
              </Link>
            ))}
        </div>
      ))}
    </nav>
  );
}
