// Between the transcript and the composer, always as tall: the cliente who is typing, the colleagues who look too.
import { firstName } from "../format";
import type { ChatSnapshot } from "../live/chat-store";
import { useLanguage, useTexts, useTextsOf } from "../texts";
import { writingTexts } from "../texts/writing";
import { Avatar } from "../ui/Avatar";

type Props = { snapshot: Pick<ChatSnapshot, "typing" | "colleague" | "viewers"> };

export function WhoIsHere({ snapshot: { typing, colleague, viewers } }: Props) {
  const t = useTexts();
  const w = useTextsOf(writingTexts);
  const language = useLanguage();
  const names = new Intl.ListFormat(language, { type: "conjunction" });
  const all = names.format(viewers.map(({ nombre }) => firstName(nombre)));
  return (
    <div className="flex min-h-7 items-center gap-3 px-5.5 pb-1 text-sm max-desk:px-3.5">
      <p role="status" className="min-w-0 truncate text-ink-3">
        {typing && t.typing(firstName(typing.nombre))}
      </p>
      <p role="status" className="ml-auto flex min-w-0 items-center gap-1.5 text-ink-2">
        {colleague ? (
          <span className="truncate font-medium text-wait">
            {w.colleagueWrites(firstName(colleague.nombre))}
          </span>
        ) : (
          viewers.length > 0 && (
            <>
              {viewers.slice(0, 3).map(({ id, nombre }) => (
                <Avatar key={id} name={nombre} small />
              ))}
              <span className="truncate">
                {viewers.length === 1 ? w.alsoViewing(all) : w.alsoViewingMany(all)}
              </span>
            </>
          )
        )}
      </p>
    </div>
  );
}
