// The tray above the text: the files that go with it, and how far they are. Fetched with the first of them.

import type { AdjuntoItem } from "@ventanilla/core/adjuntos";
import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useFileWords } from "../fileWords";
import { useSheet } from "../root";
import { AttachedFile } from "./AttachedFile";
import css from "./attachments.css?inline";
import type { DraftFilesProps } from "./DraftFiles";
import { DropCover, filesOf } from "./DropCover";
import fileCss from "./fileLabel.css?inline";
import { Tray } from "./tray";
import { useWhy } from "./useWhy";

export { useWords } from "../words";
export { DropCover, filesOf };

export function Attachments({ cliente, context, files, field }: DraftFilesProps) {
  useSheet(fileCss);
  useSheet(css);
  const { f } = useFileWords();
  const { held, onSendable } = files;
  held.tray ??= new Tray(cliente, context);
  const { tray } = held;
  const { items, asked, sendable } = useSyncExternalStore(
    tray.subscribe,
    tray.getSnapshot,
    tray.getSnapshot,
  );
  useEffect(() => {
    for (const [given, pasted] of held.given.splice(0)) {
      tray.add(given, pasted ? f.screenshot : undefined);
    }
    // Whoever went on writing does not want it sent any more.
    if (held.asked?.texto === cliente.draft(context)) tray.send(held.asked.contexto);
    held.asked = undefined;
  });
  useEffect(() => onSendable(sendable), [sendable, onSendable]);
  const news = useNews(items);
  const list = useRef<HTMLUListElement>(null);
  useNewestInView(list, items.length);
  const remove = (key: string, index: number) => {
    const crosses = list.current!.querySelectorAll<HTMLElement>(".file-remove");
    const { activeElement } = list.current!.getRootNode() as ShadowRoot;
    // A finger or a mouse took no focus with it.
    if (activeElement === crosses[index]) {
      (crosses[index + 1] ?? crosses[index - 1] ?? field.current)?.focus();
    }
    tray.remove(key);
  };
  return (
    <>
      {items.length > 0 && (
        <ul ref={list} className="tray" aria-label={f.list}>
          {items.map((item, index) => (
            <AttachedFile
              key={item.key}
              item={item}
              onRemove={() => remove(item.key, index)}
              onRetry={() => tray.retry(item.key)}
            />
          ))}
        </ul>
      )}
      <p className="sr" role="status">
        {news}
      </p>
      <p className="tray-note" role="status">
        {asked && f.sendsWhenUploaded}
      </p>
    </>
  );
}

function useNewestInView(list: RefObject<HTMLElement | null>, length: number): void {
  const before = useRef(0);
  useEffect(() => {
    const element = list.current;
    if (element && length > before.current) element.scrollTop = element.scrollHeight;
    before.current = length;
  }, [list, length]);
}

/** What has become of a file since it was last looked at, for whoever can't see it. */
function useNews(items: readonly AdjuntoItem[]): string {
  const { f } = useFileWords();
  const why = useWhy();
  const [news, setNews] = useState("");
  const before = useRef(items);
  useEffect(() => {
    const was = new Map(before.current.map(({ key, state }) => [key, state.status]));
    before.current = items;
    const told = items.flatMap((item) => {
      const { key, nombre, state } = item;
      if (state.status === was.get(key) || state.status === "uploading") return [];
      return state.status === "ready" ? f.uploaded(nombre) : `${nombre}: ${why(item)}`;
    });
    if (told.length > 0) setNews(told.join(". "));
  });
  return news;
}
