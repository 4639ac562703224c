// The keys of the whole desk, and the list of them. Where a key acts on something on the screen, it
// finds it by its `data-key` and uses it as a click or a focus would.
import { useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { KeysList } from "../over/KeysList";
import { keepingList } from "../router";
import { isPlainKey } from "./plain-key";

const OPEN_EVENT = "ventanilla:keys";
export const openKeysList = (): boolean => dispatchEvent(new Event(OPEN_EVENT));

const named = (name: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-key="${name}"]`);

export function DeskKeys() {
  const [listed, setListed] = useState(false);
  const navigate = useNavigate();
  const { chatId } = useParams({ strict: false });

  useEffect(() => {
    const list = () => setListed(true);
    const back = () => {
      const row = document.querySelector<HTMLElement>(`[data-chat="${chatId}"]`);
      if (chatId === undefined) return;
      if (row && document.activeElement !== row) row.focus();
      else void navigate({ to: "/", search: keepingList });
    };
    const press = (event: KeyboardEvent) => {
      if (!isPlainKey(event)) return;
      if (event.key === "?") list();
      else if (event.key === "/") named("search")?.focus();
      else if (event.key === "r") named("composer")?.focus();
      else if (event.key === "e") named("close")?.click();
      else if (event.key === "Escape") back();
      else return;
      event.preventDefault();
    };
    addEventListener(OPEN_EVENT, list);
    document.addEventListener("keydown", press);
    return () => {
      removeEventListener(OPEN_EVENT, list);
      document.removeEventListener("keydown", press);
    };
  }, [chatId, navigate]);

  return listed ? <KeysList onClose={() => setListed(false)} /> : null;
}
