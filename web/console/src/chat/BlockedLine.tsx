// A cliente who may not write: who said so, and the way back.
import { Ban } from "lucide-react";
import { firstName, whenWithHour } from "../format";
import { useDesk } from "../session/desk-context";
import { useLanguage, useTextsOf } from "../texts";
import { writingTexts } from "../texts/writing";
import { LinkButton } from "../ui/Button";
import { useNow } from "../ui/use-now";
import type { ChatDetail } from "../wire";
import { useBlocking } from "./use-blocking";

export function BlockedLine({ detail }: { detail: ChatDetail }) {
  const w = useTextsOf(writingTexts);
  const language = useLanguage();
  const now = useNow();
  const { yo } = useDesk();
  const blocking = useBlocking(detail);
  const { bloqueado, cliente } = detail;
  if (!bloqueado) return null;
  const who = firstName(cliente.nombre);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line bg-danger-soft px-4.5 py-2 text-sm">
      <Ban size={15} aria-hidden="true" className="flex-none text-danger" />
      <p className="min-w-0 flex-1">
        <span className="font-medium text-danger">{w.isBlocked(who)}</span>{" "}
        <span className="text-ink-2">
          {w.blockedBy(firstName(bloqueado.por.nombre), whenWithHour(bloqueado.en, now, language))}
          {bloqueado.motivo && `: ${bloqueado.motivo}`}
        </span>
      </p>
      {yo.permisos.includes("bloquear") && (
        <LinkButton disabled={blocking.isPending} onClick={() => blocking.mutate({ to: false })}>
          {w.unblockDo}
        </LinkButton>
      )}
    </div>
  );
}
