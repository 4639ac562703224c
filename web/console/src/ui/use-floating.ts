// What a button needs that opens something floating: spread `trigger` on it.
import { type RefObject, useId, useRef, useState } from "react";

export type Trigger = {
  ref: RefObject<HTMLButtonElement | null>;
  id: string;
  "aria-haspopup": "menu" | "dialog" | "listbox";
  "aria-expanded": boolean;
  "aria-controls": string | undefined;
  onClick: () => void;
};

export function useFloating(kind: Trigger["aria-haspopup"]) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();
  const panelId = `${id}-panel`;
  const trigger: Trigger = {
    ref: anchor,
    id,
    "aria-haspopup": kind,
    "aria-expanded": open,
    "aria-controls": open ? panelId : undefined,
    onClick: () => setOpen(!open),
  };
  return { open, setOpen, anchor, trigger, panelId, triggerId: id };
}
