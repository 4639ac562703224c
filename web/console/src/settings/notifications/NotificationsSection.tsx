// How the agente is told of things: by event, on this browser, in quiet hours, by e-mail.
import { useAlertPreferences, useSavePreferences } from "../../alerts/use-preferences";
import { codigoOf } from "../../http";
import { useDesk } from "../../session/desk-context";
import { may } from "../../session/may";
import { problemText, useTexts, useTextsOf } from "../../texts";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { Segmented } from "../../ui/Segmented";
import { Block, SectionFrame } from "../SectionFrame";
import { BrowserBlock } from "./BrowserBlock";
import { CalmBlock } from "./CalmBlock";
import { DigestBlock } from "./DigestBlock";
import { EventsBlock } from "./EventsBlock";
import { EveryoneBlock } from "./EveryoneBlock";
import { notificationTexts } from "./texts";

export default function NotificationsSection() {
  const t = useTextsOf(notificationTexts);
  const common = useTexts();
  const { yo } = useDesk();
  const query = useAlertPreferences();
  const { mutate } = useSavePreferences();

  if (query.isError) {
    return (
      <Notice alert title={problemText(common, codigoOf(query.error))}>
        <Button onClick={() => void query.refetch()}>{common.retry}</Button>
      </Notice>
    );
  }
  if (!query.data) return <Skeleton label={common.loading} />;
  const { preferencias: prefs } = query.data;
  const change = (some: Partial<typeof prefs>) => mutate({ ...prefs, ...some });

  return (
    <SectionFrame title={t.title} about={t.about}>
      <EventsBlock prefs={prefs} onChange={change} />
      <BrowserBlock />
      <CalmBlock calma={prefs.calma} onChange={(calma) => change({ calma })} />
      <DigestBlock mine={query.data} onChange={(resumen) => change({ resumen })} />
      <Block title={t.language}>
        <Segmented
          className="max-w-60"
          hidesLabel
          label={t.language}
          value={prefs.idioma}
          onChoose={(idioma) => change({ idioma })}
          options={[
            ["es", "Español"],
            ["en", "English"],
          ]}
        />
      </Block>
      {may(yo, "ajustes") && <EveryoneBlock />}
    </SectionFrame>
  );
}

function Skeleton({ label }: { label: string }) {
  return (
    <div role="status" className="max-w-2xl">
      <span className="sr-only">{label}</span>
      <span className="skeleton block h-5 w-44" />
      <span className="skeleton mt-8 block h-64" />
    </div>
  );
}
