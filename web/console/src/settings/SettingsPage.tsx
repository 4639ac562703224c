// The settings: on the left what there is for this agente, on the right the section that is open. On
// a phone first the list, then the section.
import { useParams } from "@tanstack/react-router";
import { Settings } from "lucide-react";
import { type ComponentType, lazy, Suspense } from "react";
import { useDesk } from "../session/desk-context";
import { useTextsOf } from "../texts";
import { EmptyState } from "../ui/EmptyState";
import { PageHeader } from "../ui/PageHeader";
import { SkeletonLines } from "../ui/Skeleton";
import { useIsPhone } from "../ui/use-screen";
import { SectionList } from "./SectionList";
import { type Section, sectionsFor } from "./sections";
import { settingsTexts } from "./texts";

export function SettingsPage() {
  const t = useTextsOf(settingsTexts);
  const isPhone = useIsPhone();
  const sections = sectionsFor(useDesk().yo);
  const { seccion } = useParams({ strict: false });
  const open =
    seccion === undefined
      ? isPhone
        ? undefined
        : sections[0]
      : sections.find(({ id }) => id === seccion);
  const isList = isPhone && seccion === undefined;
  const isPage = isPhone && !isList;
  return (
    <main className="flex min-h-0 min-w-0 flex-col bg-panel">
      <PageHeader
        title={isPage && open ? open.title(t) : t.title}
        back={isPage ? "/ajustes" : "/"}
      />
      <div className="grid min-h-0 flex-1 desk:grid-cols-[220px_minmax(0,1fr)]">
        {!isPage && <SectionList sections={sections} openId={open?.id} />}
        {!isList && (
          <section
            aria-label={open?.title(t)}
            className="flex min-h-0 min-w-0 flex-col overflow-y-auto px-6 py-5 max-desk:px-3"
          >
            {open ? <OpenSection key={open.id} section={open} /> : <NoSection />}
          </section>
        )}
      </div>
    </main>
  );
}

function OpenSection({ section }: { section: Section }) {
  const t = useTextsOf(settingsTexts);
  const Content = contentOf(section);
  return (
    <>
      <h2 className="mb-4 text-xl font-semibold tracking-tight max-desk:sr-only">
        {section.title(t)}
      </h2>
      <Suspense fallback={<SkeletonLines />}>
        <Content />
      </Suspense>
    </>
  );
}

function NoSection() {
  const t = useTextsOf(settingsTexts);
  return <EmptyState icon={<Settings size={26} />} title={t.missing} help={t.missingHelp} />;
}

const made = new Map<string, ComponentType>();

// A lazy component must be the same one at each drawing, or it would be fetched and mounted anew.
function contentOf({ id, load }: Section): ComponentType {
  const known = made.get(id) ?? lazy(load);
  made.set(id, known);
  return known;
}
