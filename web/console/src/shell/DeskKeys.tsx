// The keys that hold everywhere, and the list of all keys. Where a key acts on something on the screen,
// it finds it by its `data-key` and uses it as a click or a focus would.
import { useNavigate, useParams } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { openPalette } from "../palette/commands";
import { keepingList } from "../router";
import { useTexts } from "../texts";
import { shortcuts, useShortcut } from "./shortcuts";

const KeysList = lazy(() => import("../over/KeysList"));

const OPEN_EVENT = "ventanilla:keys";
export const openKeysList = (): boolean => dispatchEvent(new Event(OPEN_EVENT));

export function DeskKeys() {
  const t = useTexts();
  const [listed, setListed] = useState(false);
  const back = useWayBack();

  useEffect(() => {
    const list = () => setListed(true);
    const press = (event: KeyboardEvent) => shortcuts.press(event);
    addEventListener(OPEN_EVENT, list);
    document.addEventListener("keydown", press);
    return () => {
      removeEventListener(OPEN_EVENT, list);
      document.removeEventListener("keydown", press);
    };
  }, []);

  useShortcut("mod+k", t.keyPalette, openPalette);
  useShortcut("/", t.keySearch, () => onScreen("search", (box) => box.focus()));
  useShortcut("Escape", t.keyBack, back);
  useShortcut("?", t.keyHelp, () => setListed(true));
  useShortcut("r", t.keyReply, () => onScreen("composer", (box) => box.focus()), t.keysChat);
  useShortcut("e", t.keyClose, () => onScreen("close", (button) => button.click()), t.keysChat);

  return (
    <Suspense fallback={null}>{listed && <KeysList onClose={() => setListed(false)} />}</Suspense>
  );
}

/** From a chat to its row in the list, from there to no chat. */
function useWayBack(): () => unknown {
  const navigate = useNavigate();
  const { chatId } = useParams({ strict: false });
  return () => {
    if (chatId === undefined) return false;
    const row = document.querySelector<HTMLElement>(`[data-chat="${chatId}"]`);
    if (row && document.activeElement !== row) row.focus();
    else void navigate({ to: "/", search: keepingList });
  };
}

/** False where it is not on the screen: the key is not taken. */
function onScreen(name: string, use: (element: HTMLElement) => void): unknown {
  const element = document.querySelector<HTMLElement>(`[data-key="${name}"]`);
  return element ? use(element) : false;
}
