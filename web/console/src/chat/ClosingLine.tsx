// The end of a closed chat: a line across, not a wall. What the cliente was told stands under it.
import { useDesk } from "../session/desk-context";
import { useLanguage, useTexts } from "../texts";
import type { Chat } from "../wire";
import { closedHow } from "./closed-how";

/** What the server says where the agente says nothing: nobody's words, so nobody is quoted. */
const USUAL = "El chat ha sido cerrado por el equipo de soporte";

export function ClosingLine({ chat, now }: { chat: Chat; now: number }) {
  const t = useTexts();
  const language = useLanguage();
  const { reason, rest } = closedHow(t, language, now, useDesk().me, chat);
  return (
    <div className="mt-3 mb-1 text-center text-sm text-ink-2">
      <p className="flex items-center gap-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t.chatIsClosedHow(reason + rest)}
      </p>
      {chat.mensaje_cierre && chat.mensaje_cierre !== USUAL && (
        <p className="mx-auto mt-1.5 max-w-[480px] text-ink-3">«{chat.mensaje_cierre}»</p>
      )}
    </div>
  );
}
