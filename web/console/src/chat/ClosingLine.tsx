// The end of a closed chat: a line across, not a wall. What the cliente was told stands under it.
import { whenWithHour } from "../format";
import { reasonWord, useLanguage, useTexts } from "../texts";
import type { Chat } from "../wire";

export function ClosingLine({ chat, now }: { chat: Chat; now: number }) {
  const t = useTexts();
  const language = useLanguage();
  const when = chat.cerrado_en ? whenWithHour(chat.cerrado_en, now, language) : "";
  const how = t.closedHow(reasonWord(t, chat.razon_cierre), chat.cerrado_por?.nombre ?? null, when);
  return (
    <div className="mt-3 mb-1 text-center text-sm text-ink-2">
      <p className="flex items-center gap-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t.chatIsClosedHow(how)}
      </p>
      {chat.mensaje_cierre && (
        <p className="mx-auto mt-1.5 max-w-[480px] text-ink-3">«{chat.mensaje_cierre}»</p>
      )}
    </div>
  );
}
