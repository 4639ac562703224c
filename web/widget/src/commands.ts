// window.Ventanilla("command", …): one function for everything, usable before the script is there.

import type { Contexto } from "@ventanilla/core";
import type { ChatSoporteElement } from "./element";
import { eventNamed, type WidgetEvents } from "./events";
import type { WidgetOptions } from "./options";

export type Ventanilla = ((command: string, ...args: unknown[]) => unknown) & {
  q?: ArrayLike<unknown>[];
  loaded?: boolean;
};

type Listener = (detail: WidgetEvents[keyof WidgetEvents]) => void;

const TAG = "chat-soporte";

/** The element that commands are for: the page's own, or the one that `init` made. */
function element(): ChatSoporteElement | null {
  return document.querySelector<ChatSoporteElement>(TAG);
}

export function commands(): Ventanilla {
  // What was asked before there was an element waits for it.
  let waiting: [string, unknown[]][] = [];
  const flush = () => {
    for (const [command, args] of waiting.splice(0)) run(command, ...args);
  };
  const run: Ventanilla = (command, ...args) => {
    if (command === "init") return init((args[0] ?? {}) as WidgetOptions, flush);
    const target = element();
    if (target) return apply(target, command, args);
    let undo: unknown = null;
    if (command !== "on") waiting.push([command, args]);
    else {
      // Even before the element exists a subscription returns its end.
      waiting.push(["on", [args[0], args[1], (end: unknown) => (undo = end)]]);
      return () => {
        waiting = waiting.filter(([, queued]) => queued[1] !== args[1]);
        if (typeof undo === "function") undo();
      };
    }
  };
  run.loaded = true;
  return run;
}

function init(options: WidgetOptions, then: () => void): void {
  const start = () => {
    let target = element();
    if (target) target.configure(options);
    else {
      target = document.createElement(TAG) as ChatSoporteElement;
      target.configure(options);
      document.body.append(target);
    }
    then();
  };
  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start, { once: true });
}

function apply(target: ChatSoporteElement, command: string, args: unknown[]): unknown {
  const { session } = target;
  switch (command) {
    case "open":
    case "abrir":
      return session.setOpen(true);
    case "close":
    case "cerrar":
      return session.setOpen(false);
    case "toggle":
    case "alternar":
      return session.setOpen(!session.getSnapshot().open);
    case "show":
    case "mostrar":
      return target.configure({ lanzador: true });
    case "hide":
    case "ocultar":
      session.setOpen(false);
      return target.configure({ lanzador: false });
    case "identify":
    case "identificar":
      return identify(target, args[0]);
    case "context":
    case "contexto":
      return session.setContext(args[0] as Contexto | undefined);
    case "newMessage":
    case "nuevoMensaje":
      return void session.newMessage(String(args[0] ?? ""));
    case "on":
      return on(target, args);
    case "logout":
    case "salir":
      return session.logout();
    case "destroy":
    case "quitar":
      return target.remove();
    default:
      throw new Error(`Ventanilla: no conozco la orden "${command}"`);
  }
}

/** A token, or the callback that gives one: the chat is this person's from now on. */
function identify(target: ChatSoporteElement, who: unknown): void {
  target.session.logout();
  const token = typeof who === "function" ? (who as () => string) : () => String(who);
  target.configure({ token });
  void target.session.identify();
}

function on(target: ChatSoporteElement, [name, listener, undo]: unknown[]): unknown {
  const end = target.session.events.on(eventNamed(String(name)), listener as Listener);
  if (typeof undo === "function") undo(end);
  return end;
}
