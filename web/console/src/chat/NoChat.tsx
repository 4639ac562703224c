// The place of the chat while none is open.
import { MessagesSquare } from "lucide-react";
import { useTexts } from "../texts";
import { Kbd } from "../ui/Kbd";
import { useIsPhone } from "../ui/use-screen";

export function NoChat() {
  const t = useTexts();
  if (useIsPhone()) return null;
  return (
    <main className="grid min-h-0 place-items-center bg-panel">
      <div className="flex flex-col items-center gap-3 text-center">
        <MessagesSquare size={28} className="text-ink-3" aria-hidden="true" />
        <h1 className="font-medium">{t.pickChat}</h1>
        <p className="flex items-center gap-1.5 text-sm text-ink-2">
          <Kbd>j</Kbd> <Kbd>k</Kbd> {t.keyMove.toLowerCase()}, <Kbd>{t.enterKey}</Kbd>{" "}
          {t.keyOpen.toLowerCase()}
        </p>
      </div>
    </main>
  );
}
