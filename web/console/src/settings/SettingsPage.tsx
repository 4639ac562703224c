// The settings: sections on the left, one of them on the right; on a phone one after the other.
import { Link, useParams } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useDesk } from "../session/desk-context";
import { useLanguage, useTexts, useTextsOf } from "../texts";
import { Notice } from "../ui/Notice";
import { PageHeader } from "../ui/PageHeader";
import { useIsPhone } from "../ui/use-screen";
import { SECTIONS, type Section, sectionsFor } from "./sections";
import { settingsTexts } from "./texts";

const GROUPS = ["you", "desk", "people", "platform"] as const;
const pages = new Map(SECTIONS.map(({ id, load }) => [id, lazy(load)]));

export function SettingsPage() {
  const t = useTextsOf(settingsTexts);
  const common = useTexts();
  const { yo } = useDesk();
  const isPhone = useIsPhone();
  const { seccion } = useParams({ strict: false });
  const mine = sectionsFor(yo);
  const chosen = mine.find(({ id }) => id === seccion);
  const Page = chosen && pages.get(chosen.id);
  const showsList = !isPhone || seccion === undefined;

  return (
    <main className="flex min-h-0 min-w-0 flex-col bg-panel">
      <PageHeader title={t.title} />
      <div className="grid min-h-0 flex-1 desk:grid-cols-[208px_minmax(0,1fr)]">
        {showsList && <SectionList sections={mine} />}
        {(!isPhone || seccion !== undefined) && (
          // What hides inside, such as a switch's own box, scrolls with it and not the whole page.
          <div className="relative min-h-0 overflow-y-auto px-8 py-6 max-desk:px-4">
            {isPhone && (
              <Link to="/ajustes" className="mb-3 inline-flex min-h-11 items-center text-accent">
                ‹ {t.sections}
              </Link>
            )}
            {Page ? (
              <Suspense fallback={<SectionSkeleton label={common.loading} />}>
                <Page />
              </Suspense>
            ) : (
              <Notice title={seccion === undefined ? t.pick : t.notThere} />
            )}
          </div>
        )}
      </div>
    </main>
  );
}

function SectionList({ sections }: { sections: readonly Section[] }) {
  const t = useTextsOf(settingsTexts);
  const place = useLanguage() === "es" ? 0 : 1;
  return (
    <nav
      aria-label={t.sections}
      className="min-h-0 overflow-y-auto border-line bg-paper p-2.5 desk:border-r"
    >
      {GROUPS.map((group) => {
        const here = sections.filter((each) => each.group === group);
        if (here.length === 0) return null;
        return (
          <div key={group} className="mb-4 flex flex-col gap-0.5">
            <h2 className="px-2 pb-1 text-xs font-semibold text-ink-3">{t[group]}</h2>
            {here.map(({ id, title }) => (
              <Link
                key={id}
                to="/ajustes/$seccion"
                params={{ seccion: id }}
                className="rounded-sm px-2 py-1.5 text-ink-2 hover:bg-sunk aria-[current]:bg-panel aria-[current]:font-medium aria-[current]:text-ink aria-[current]:ring-1 aria-[current]:ring-line max-desk:min-h-11 max-desk:py-3"
              >
                {title[place]}
              </Link>
            ))}
          </div>
        );
      })}
    </nav>
  );
}

function SectionSkeleton({ label }: { label: string }) {
  return (
    <div role="status" className="max-w-2xl">
      <span className="sr-only">{label}</span>
      <span className="skeleton block h-5 w-44" />
      <span className="skeleton mt-3 block h-3.5 w-80" />
      <span className="skeleton mt-8 block h-9" />
      <span className="skeleton mt-3 block h-9" />
      <span className="skeleton mt-3 block h-9" />
    </div>
  );
}
