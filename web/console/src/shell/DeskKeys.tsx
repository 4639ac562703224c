// The keys of the whole desk, the list of all keys, and the palette. Where a key acts on something on
// the screen, it finds it by its `data-key` and uses it as a click or a focus would.
import { useNavigate, useParams } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { keys, useShortcut } from "../keys/registry";
import { KeysList } from "../over/KeysList";
import { keepingList } from "../router";
import { useTexts } from "../texts";
import { VIEWS } from "./views";

const Palette = lazy(() => import("../palette/Palette").then((m) => ({ default: m.Palette })));

type Over = "keys" | "palette" | null;

const OPEN_EVENT = "ventanilla:over";
const openOver = (over: Over): boolean =>
  dispatchEvent(new CustomEvent<Over>(OPEN_EVENT, { detail: over }));
export const openKeysList = (): boolean => openOver("keys");
export const openPalette = (): boolean => openOver("palette");

const named = (name: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-key="${name}"]`);

export function DeskKeys() {
  const t = useTexts();
  const navigate = useNavigate();
  const { chatId } = useParams({ strict: false });
  const [over, setOver] = useState<Over>(null);
  const hasChat = chatId !== undefined;

  useShortcut("?", t.keyHelp, "desk", openKeysList);
  useShortcut("/", t.keySearch, "desk", () => named("search")?.focus());
  useShortcut("r", t.keyReply, "chat", hasChat ? () => named("composer")?.focus() : null);
  useShortcut("e", t.keyClose, "chat", hasChat ? () => named("close")?.click() : null);
  useShortcut(
    "Escape",
    t.keyBack,
    "desk",
    hasChat
      ? () => {
          const row = document.querySelector<HTMLElement>(`[data-chat="${chatId}"]`);
          if (row && document.activeElement !== row) row.focus();
          else void navigate({ to: "/", search: keepingList });
        }
      : null,
  );

  useEffect(() => {
    const undo = VIEWS.map(({ vista, text, keys: pressed }) =>
      keys.add({
        keys: pressed,
        label: t[text] as string,
        group: "go",
        run: () => void navigate({ to: "/", search: { vista } }),
      }),
    );
    return () => {
      for (const each of undo) each();
    };
  }, [t, navigate]);

  useEffect(() => {
    const show = (event: Event) => setOver((event as CustomEvent<Over>).detail);
    const press = (event: KeyboardEvent) => {
      const isPalette = event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey);
      if (!isPalette || event.shiftKey || event.altKey) return keys.press(event);
      event.preventDefault();
      if (document.querySelector("dialog[open]") === null) openPalette();
    };
    addEventListener(OPEN_EVENT, show);
    document.addEventListener("keydown", press);
    return () => {
      removeEventListener(OPEN_EVENT, show);
      document.removeEventListener("keydown", press);
    };
  }, []);

  if (over === "keys") return <KeysList onClose={() => setOver(null)} />;
  if (over !== "palette") return null;
  return (
    <Suspense>
      <Palette onClose={() => setOver(null)} />
    </Suspense>
  );
}
