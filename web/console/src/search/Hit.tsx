// One thing that was found, and where it leads: a message to its place in the chat, a person and a company
// to their chats.
import { Link } from "@tanstack/react-router";
import { shortWhen } from "../format";
import { useLanguage, useTextsOf } from "../texts";
import { Avatar } from "../ui/Avatar";
import { TenantMark } from "../ui/Mark";
import type { wire } from "../wire";
import { searchTexts } from "./texts";

const LOOK = "focus-inside flex gap-3 rounded-md px-3 py-2.5 hover:bg-sunk";

export function Hit({ hit, now }: { hit: wire.Hallazgo; now: number }) {
  const { clase, tenant, cliente, email, fragmento } = hit;
  if (clase === "mensaje") return <MessageHit hit={hit} now={now} />;
  if (clase === "tenant") {
    return (
      <Link to="/tenants/$slug" params={{ slug: tenant.slug }} data-hit="" className={LOOK}>
        <TenantMark tenant={tenant} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{tenant.nombre}</span>
          <span className="block truncate text-sm text-ink-3">{tenant.slug}</span>
        </span>
      </Link>
    );
  }
  const search = { vista: "todos" as const, tenant: tenant.slug, cliente: String(cliente?.id) };
  return (
    <Link to="/" search={search} data-hit="" className={LOOK}>
      <Avatar name={fragmento[0]?.texto ?? ""} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{fragmento[0]?.texto}</span>
        <span className="block truncate text-sm text-ink-3">
          {[tenant.nombre, email].filter(Boolean).join(" · ")}
        </span>
      </span>
    </Link>
  );
}

function MessageHit({ hit, now }: { hit: wire.Hallazgo; now: number }) {
  const t = useTextsOf(searchTexts);
  const language = useLanguage();
  const { chat, seq, tenant, fragmento, creado_en } = hit;
  if (!chat || !creado_en) return null;
  return (
    <Link
      to="/chats/$chatId"
      params={{ chatId: String(chat.id) }}
      search={{ ...(chat.cerrado ? { vista: "cerrados" as const } : {}), mensaje: seq }}
      data-hit=""
      className={LOOK}
    >
      <TenantMark tenant={tenant} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate">
            <span className="font-medium">{chat.cliente.nombre}</span>{" "}
            <span className="text-ink-3">{tenant.nombre}</span>
            {chat.cerrado && <span className="text-ink-3"> · {t.closed}</span>}
          </span>
          <time dateTime={creado_en} className="flex-none text-sm text-ink-3">
            {shortWhen(creado_en, now, language)}
          </time>
        </span>
        <span className="line-clamp-2 text-ink-2 [overflow-wrap:anywhere]" dir="auto">
          {fragmento.map(({ texto, marcado }, at) =>
            marcado ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: a piece is where it stands
              <mark key={at} className="rounded-[3px] bg-wait-soft px-px font-medium text-wait">
                {texto}
              </mark>
            ) : (
              texto
            ),
          )}
        </span>
      </span>
    </Link>
  );
}
