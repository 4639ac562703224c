// Searches as one types, a moment after the last key; the address holds what is searched.
import { useNavigate } from "@tanstack/react-router";
import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTexts } from "../texts";
import { Kbd } from "../ui/Kbd";

const PAUSE_MS = 250;

type Props = {
  q: string;
  /** What is searched, where it is not the list. */
  label?: string;
  /** The page is about nothing else. */
  takesFocus?: boolean;
};

export function SearchBox({ q, label, takesFocus = false }: Props) {
  const t = useTexts();
  const name = label ?? t.search;
  const navigate = useNavigate();
  const [text, setText] = useState(q);
  const box = useRef<HTMLInputElement>(null);
  const asked = useRef(q);

  // The address changes under us (a view is picked, one goes back); what we asked for is no news.
  useEffect(() => {
    if (q !== asked.current) setText(q);
    asked.current = q;
  }, [q]);

  useEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [takesFocus]);

  useEffect(() => {
    if (text.trim() === q) return;
    const timer = setTimeout(() => {
      const wanted = text.trim() || undefined;
      asked.current = wanted ?? "";
      void navigate({ to: ".", search: (old) => ({ ...old, q: wanted }), replace: true });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, q, navigate]);

  return (
    <search className="flex min-w-0 flex-1 items-center gap-2 rounded-sm border border-line bg-panel px-2.5 text-ink-3 focus-within:border-accent focus-within:outline-2 focus-within:outline-accent">
      <Search size={15} aria-hidden="true" className="flex-none" />
      <input
        ref={box}
        data-key="search"
        type="search"
        aria-label={name}
        placeholder={name}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          if (text) setText("");
          else box.current?.blur();
        }}
        className="h-8 w-full min-w-0 bg-transparent text-ink outline-none max-desk:h-11 max-desk:text-lg [&::-webkit-search-cancel-button]:hidden"
      />
      {text ? (
        <button
          type="button"
          aria-label={t.searchClear}
          className="grid size-6 flex-none place-items-center rounded-sm hover:bg-sunk"
          onClick={() => {
            setText("");
            box.current?.focus();
          }}
        >
          <X size={14} />
        </button>
      ) : (
        <span className="max-desk:hidden">
          <Kbd>/</Kbd>
        </span>
      )}
    </search>
  );
}
