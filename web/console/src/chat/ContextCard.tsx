// From which screen or record the cliente wrote, with the way there. The host application fills it,
// so nothing in it is trusted: text is text, and only http addresses become links.
import { ExternalLink } from "lucide-react";
import { useTexts } from "../texts";
import type { Contexto } from "../wire";

const KNOWN = new Set(["tipo", "id", "titulo", "pantalla", "url"]);
const OTHERS_SHOWN = 4;

export function ContextCard({ contexto }: { contexto: Contexto }) {
  const t = useTexts();
  const title =
    text(contexto.titulo) ?? [text(contexto.tipo), text(contexto.id)].filter(Boolean).join(" ");
  const screen = text(contexto.pantalla);
  const others = Object.entries(contexto)
    .filter(([name, value]) => !KNOWN.has(name) && text(value) !== null)
    .slice(0, OTHERS_SHOWN);
  const url = webAddress(contexto.url);
  return (
    <div className="mb-0.5 flex max-w-full flex-wrap items-center gap-x-3 gap-y-0.5 self-start rounded-md border border-line bg-paper px-3 py-1.5 text-sm text-ink-2">
      {(title || screen) && (
        <span>
          {t.fromScreen} <span className="font-medium text-ink">{title || screen}</span>
          {title && screen && ` ${t.onScreen(screen)}`}
        </span>
      )}
      {others.map(([name, value]) => (
        <span key={name}>
          {name} <span className="text-ink">{text(value)}</span>
        </span>
      ))}
      {url && (
        <a
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          className="inline-flex items-center gap-1 rounded-[3px] font-medium text-accent underline-offset-3 hover:underline"
        >
          {t.open} <ExternalLink size={13} aria-hidden="true" />
          <span className="sr-only">, {t.opensNewTab}</span>
        </a>
      )}
    </div>
  );
}

function text(value: unknown): string | null {
  if (typeof value === "string") return value.trim() || null;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

/** A `javascript:` address in a context would run in the agent's session. */
function webAddress(value: unknown): string | null {
  if (typeof value !== "string" || !URL.canParse(value)) return null;
  const { protocol, href } = new URL(value);
  return protocol === "https:" || protocol === "http:" ? href : null;
}
