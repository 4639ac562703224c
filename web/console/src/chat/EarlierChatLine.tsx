// Above the first message: what happened before, why it ended, and the way to it.
import { useDesk } from "../session/desk-context";
import { useLanguage, useTexts } from "../texts";
import { LinkButton } from "../ui/Button";
import type { ChatDetail } from "../wire";
import { closedHow } from "./closed-how";

type Props = { detail: ChatDetail; now: number; onSee: (id: number) => void };

export function EarlierChatLine({ detail, now, onSee }: Props) {
  const t = useTexts();
  const language = useLanguage();
  const { me } = useDesk();
  const { anterior } = detail;
  if (anterior === null) return null;
  const earlier = detail.anteriores.find((each) => each.id === anterior);
  const how = earlier && closedHow(t, language, now, me, earlier);
  return (
    <div className="mb-3 flex items-center gap-3 rounded-md border border-line bg-paper px-3 py-2 text-ink-2">
      <p className="min-w-0">
        {t.earlierChat(anterior)}
        {how && (
          <>
            {": "}
            <span className="font-medium text-ink">{how.reason}</span>
            {how.rest}
          </>
        )}
      </p>
      <LinkButton
        className="ml-auto max-desk:min-h-11 max-desk:px-2"
        aria-label={`${t.see}: ${t.earlierChat(anterior).toLowerCase()}`}
        onClick={() => onSee(anterior)}
      >
        {t.see}
      </LinkButton>
    </div>
  );
}
