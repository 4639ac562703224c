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
  const waiting = new Set<() => void>();
  const run: Ventanilla = (command, ...args) => {
    if (command === "init") {
      return init((args[0] ?? {}) as WidgetOptions, () => {
        for (const go of waiting) go();
        waiting.clear();
      });
    }
    const target = element();
    if (target) return apply(target, command, args);
    let end: unknown;
    const go = () => {
      end = apply(element()!, command, args);
    };
    waiting.add(go);
    // Even before the element exists a subscription returns its end.
    if (command === "on") return () => (waiting.delete(go) ? undefined : (end as () => void)());
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

function apply(target: ChatSoporteElement, command: string, [first, second]: unknown[]): unknown {
  const { session } = target;
  switch (command) {
    case "open":
      return session.setOpen(true);
    case "close":
      return session.setOpen(false);
    case "toggle":
      return session.setOpen(!session.getSnapshot().open);
    case "show":
      return target.configure({ lanzador: true });
    case "hide":
      session.setOpen(false);
      return target.configure({ lanzador: false });
    case "identify":
      return identify(target, first);
    case "context":
      return session.setContext(first as Contexto | undefined);
    case "newMessage":
      return void session.newMessage(String(first ?? ""));
    case "on":
      return on(target, eventNamed(String(first)), second as Listener);
    case "logout":
      return session.logout();
    case "destroy":
      return target.remove();
    default:
      throw new Error(`Ventanilla: no conozco la orden "${command}"`);
  }
}

/** Whoever asks for `listo` afterwards hears it at once. */
function on({ session }: ChatSoporteElement, event: keyof WidgetEvents, listener: Listener) {
  if (event === "listo" && session.isReady) listener(undefined);
  return session.events.on(event, listener);
}

/** A token, or the callback that gives one: the chat is this person's from now on. */
function identify(target: ChatSoporteElement, who: unknown): void {
  target.session.logout();
  const token = typeof who === "function" ? (who as () => string) : () => String(who);
  target.configure({ token });
  void target.session.identify();
}
