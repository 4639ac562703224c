// Canned replies by «/»: found by shortcut or title, shown as they will read to this cliente.
import { useQuery } from "@tanstack/react-query";
import { useDesk } from "../session/desk-context";
import { useLanguage, useTextsOf } from "../texts";
import { writingTexts } from "../texts/writing";
import { Kbd } from "../ui/Kbd";
import type { ChatDetail, wire } from "../wire";
import { RESPUESTAS, writing } from "./api";
import { asked, filled, languagesOf, matching, plainText, textIn, valuesOf } from "./canned";
import { Filled } from "./Filled";
import { LookupList } from "./LookupList";
import type { Draft } from "./use-draft";
import { type Lookup, useLookup } from "./use-lookup";

type Canned = {
  lookup: Lookup<wire.Respuesta>;
  hasAny: boolean;
  pick: (respuesta: wire.Respuesta) => void;
  pieces: (respuesta: wire.Respuesta) => ReturnType<typeof filled>;
  /** «/» is written, and the list opens. */
  ask: () => void;
};

export function useCanned(draft: Draft, detail: ChatDetail | null): Canned {
  const { me } = useDesk();
  const language = useLanguage();
  const query = useQuery({ queryKey: RESPUESTAS, queryFn: writing.respuestas, staleTime: 60_000 });
  const all = query.data?.resultados ?? [];
  const pieces = (respuesta: wire.Respuesta) => {
    const texto = textIn(respuesta, languagesOf(detail, language));
    return detail ? filled(texto, valuesOf(detail, me.nombre)) : [{ texto, unknown: false }];
  };
  const insert = (respuesta: wire.Respuesta, from: number) => {
    draft.insert(plainText(pieces(respuesta)), from);
    writing.respuestaUsada(respuesta.id).catch(() => undefined); // A count; nobody waits for it.
  };
  const lookup = useLookup({
    before: draft.before,
    asked,
    find: (word) => matching(all, word),
    onPick: insert,
  });
  return {
    lookup,
    hasAny: all.length > 0,
    pick: (respuesta) => insert(respuesta, lookup.from),
    pieces,
    ask: () => draft.insert(/(^|\s)$/.test(draft.before) ? "/" : " /"),
  };
}

type Props = { id: string; canned: Canned; detail: ChatDetail | null };

export function CannedList({ id, canned }: Props) {
  const w = useTextsOf(writingTexts);
  return (
    <LookupList
      id={id}
      label={w.canned}
      lookup={canned.lookup}
      nothing={canned.hasAny ? w.noCanned : w.noCannedYet}
      keyOf={(respuesta) => respuesta.id}
      onPick={canned.pick}
      draw={({ atajo, titulo, compartida }) => (
        <>
          <Kbd>{`/${atajo}`}</Kbd>
          <span className="min-w-0 flex-1 truncate">{titulo}</span>
          {!compartida && <span className="text-sm text-ink-3">{w.own}</span>}
        </>
      )}
      aside={(respuesta) => (
        <>
          <p className="mb-1 text-xs font-semibold text-ink-3">{w.preview}</p>
          <Filled pieces={canned.pieces(respuesta)} />
        </>
      )}
    />
  );
}
