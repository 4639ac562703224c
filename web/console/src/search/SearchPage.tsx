// Search over messages, people and tenants; the address holds what is searched.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useEffect, useRef } from "react";
import type { DeskSearch } from "../router";
import { useTextsOf } from "../texts";
import { EmptyState } from "../ui/EmptyState";
import { PageHeader } from "../ui/PageHeader";
import { searchTexts } from "./texts";

export function SearchPage() {
  const t = useTextsOf(searchTexts);
  const { q } = useSearch({ strict: false }) as DeskSearch;
  return (
    <main className="flex min-h-0 min-w-0 flex-col bg-panel">
      <PageHeader title={t.title} />
      <div className="border-b border-line px-6 py-3 max-desk:px-3">
        <SearchField key={q ?? ""} q={q ?? ""} />
      </div>
      <div className="flex min-h-0 flex-1 overflow-y-auto p-6 max-desk:p-3">
        <EmptyState icon={<Search size={26} />} title={t.start} help={t.startHelp} />
      </div>
    </main>
  );
}

function SearchField({ q }: { q: string }) {
  const t = useTextsOf(searchTexts);
  const navigate = useNavigate();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <search>
      <form
        className="flex max-w-[640px] gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          const wanted = box.current?.value.trim() || undefined;
          void navigate({ to: "/buscar", search: { q: wanted } });
        }}
      >
        <input
          ref={box}
          type="search"
          data-key="search"
          defaultValue={q}
          aria-label={t.box}
          placeholder={t.box}
          className="field max-desk:text-lg"
        />
      </form>
    </search>
  );
}
