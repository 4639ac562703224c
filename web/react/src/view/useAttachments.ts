// The files on the draft that is being written. What uploads and shows them is fetched with the first one;
// what is added, and sent, before it is here waits for it.

import type { ChatCliente, Contexto } from "@ventanilla/core";
import { useCallback, useEffect, useState } from "react";
import { type Fetched, useLater } from "../later";
import { laterPart } from "../laterPart";
import { useWords } from "../words";
import type { Tray } from "./tray";

const part = laterPart(() => import("./Attachments"));

export interface Attachments {
  part: Fetched<typeof import("./Attachments")>;
  held: Held;
  /** With these the text may be empty. */
  sendable: boolean;
  onSendable(sendable: boolean): void;
  /** Somebody is about to add some. */
  want(): void;
  add(files: File[], pasted?: boolean): void;
  send(texto: string, contexto: Contexto | undefined): void;
}

/** Of one draft, what outlives the panel: folding it breaks no upload off. */
export interface Held {
  /** Once the part is here. */
  tray?: Tray;
  /** What the tray has still to take. */
  given: [files: File[], pasted?: boolean][];
  asked?: { texto: string; contexto: Contexto | undefined } | undefined;
}

/** By cliente and context. */
const HELD = new WeakMap<ChatCliente, Record<string, Held>>();

export function useAttachments(cliente: ChatCliente, key: string): Attachments {
  const held = heldFor(cliente, key);
  const { given } = held;
  const isStored = () => cliente.drafts.attached().some(([, { context }]) => context === key);
  const [wanted, setWanted] = useState(() => Number(given.length > 0 || isStored()));
  const [sendable, onSendable] = useState(false);
  const here = useLater(part(useWords().idioma), wanted > 0);
  // Counted, so that each wish draws again.
  const want = useCallback(() => setWanted((n) => n + 1), []);
  useEffect(
    () => cliente.events.on("attached", ({ context }) => context === key && want()),
    [cliente, key, want],
  );
  return {
    part: here,
    held,
    sendable: sendable || given.length > 0,
    onSendable,
    want,
    add: (...files) => {
      if (files[0][0]) given.push(files);
      here.retry();
      want();
    },
    send: (texto, contexto) => {
      if (held.tray) held.tray.send(contexto);
      else if (given[0] && !here.failed) held.asked = { texto, contexto };
      else cliente.say(texto, { borrador: key, ...(contexto ? { contexto } : {}) });
    },
  };
}

function heldFor(cliente: ChatCliente, key: string): Held {
  const all = HELD.get(cliente) ?? {};
  HELD.set(cliente, all);
  all[key] ??= { given: [] };
  return all[key];
}
