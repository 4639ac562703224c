// Who this is: the person, their company, what happened before.
import { Link } from "@tanstack/react-router";
import { Star } from "lucide-react";
import type { ReactNode } from "react";
import { useTenants } from "../data/queries";
import { shortWhen } from "../format";
import type { ChatStore } from "../live/chat-store";
import { useDesk } from "../session/desk-context";
import { reasonWord, useLanguage, useTexts, useTextsOf } from "../texts";
import { writingTexts } from "../texts/writing";
import { Avatar } from "../ui/Avatar";
import { TenantMark } from "../ui/Mark";
import { Tag } from "../ui/Tag";
import { useNow } from "../ui/use-now";
import { useStore } from "../ui/use-store";
import type { ChatDetail } from "../wire";
import { ChatTags } from "./ChatTags";

type Props = {
  chat: ChatStore;
  detail: ChatDetail | null;
  onEarlier: (id: number) => void;
};

export function SidePanel({ chat, detail, onEarlier }: Props) {
  const t = useTexts();
  const w = useTextsOf(writingTexts);
  if (!detail) return <Skeleton label={t.loading} />;
  const { cliente, tenant } = detail;
  return (
    <>
      <div className="flex items-center gap-2.5">
        <Avatar name={cliente.nombre} src={cliente.avatar} large />
        <div className="min-w-0">
          <p className="flex items-center gap-1.5">
            <span className="truncate font-semibold">{cliente.nombre}</span>
            {detail.bloqueado && <Tag look="danger">{w.blockedTag}</Tag>}
          </p>
          <p className="truncate text-sm text-ink-3">
            {t.clienteOf(String(cliente.id), tenant.nombre)}
          </p>
        </div>
      </div>
      <Person detail={detail} />
      <Company detail={detail} />
      <EarlierChats detail={detail} onEarlier={onEarlier} />
      <Section title={w.tags}>
        <ChatTags chat={chat} />
      </Section>
    </>
  );
}

function Person({ detail: { cliente } }: { detail: ChatDetail }) {
  const t = useTexts();
  const facts = Object.entries(cliente.atributos ?? {}).filter(
    ([, value]) => ["string", "number", "boolean"].includes(typeof value) && value !== "",
  );
  if (!cliente.email && facts.length === 0) return null;
  return (
    <Section title={t.person}>
      <dl className="flex flex-col gap-1">
        {cliente.email && (
          <Fact name={t.email}>
            <a
              className="text-accent hover:underline"
              href={`mailto:${encodeURIComponent(cliente.email)}`}
            >
              {cliente.email}
            </a>
          </Fact>
        )}
        {facts.map(([name, value]) => (
          <Fact key={name} name={named(name)}>
            {String(value)}
          </Fact>
        ))}
      </dl>
    </Section>
  );
}

function Company({ detail: { tenant } }: { detail: ChatDetail }) {
  const t = useTexts();
  const counts = useStore(useDesk().counts);
  const w = useTextsOf(writingTexts);
  const ficha = useTenants().data?.resultados.find((each) => each.tenant.slug === tenant.slug);
  const n = counts && (counts.por_tenant[tenant.slug]?.abiertos ?? 0);
  return (
    <Section title={t.company}>
      <dl className="flex flex-col gap-1">
        <Fact name={t.tenantName}>
          <span className="inline-flex items-center gap-1.5">
            <TenantMark tenant={tenant} size="s" />
            <Link
              to="/tenants/$slug"
              params={{ slug: tenant.slug }}
              className="text-accent hover:underline"
            >
              {tenant.nombre}
            </Link>
            {ficha?.importante && <Tag look="wait">{w.important}</Tag>}
          </span>
        </Fact>
        {ficha?.plan && <Fact name={w.plan}>{ficha.plan}</Fact>}
        <Fact name={t.tenantSlug}>{tenant.slug}</Fact>
        <Fact name={t.tenantOpen}>
          <Link to="/" search={{ tenant: tenant.slug }} className="text-accent hover:underline">
            {n === null ? "…" : t.chatsCount(String(n))}
          </Link>
        </Fact>
      </dl>
    </Section>
  );
}

function EarlierChats({
  detail,
  onEarlier,
}: {
  detail: ChatDetail;
  onEarlier: (id: number) => void;
}) {
  const t = useTexts();
  const language = useLanguage();
  const now = useNow();
  return (
    <Section title={t.earlierChats}>
      {detail.anteriores.length === 0 && <p className="text-sm text-ink-3">{t.noEarlierChats}</p>}
      <ul>
        {detail.anteriores.map((each) => (
          <li key={each.id} className="border-b border-line last:border-0">
            <button
              type="button"
              onClick={() => onEarlier(each.id)}
              className="focus-inside flex w-full gap-2 py-2 text-left text-sm hover:text-accent"
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate">{each.primer_texto || t.attachment}</span>
                <span className="block text-ink-3">
                  {each.id}, {each.cerrado ? reasonWord(t, each.razon_cierre) : t.stillOpen}
                  {each.valoracion && (
                    <>
                      , <Star aria-hidden="true" className="inline size-3 -translate-y-px" />{" "}
                      {t.rated(each.valoracion.puntuacion)}
                    </>
                  )}
                </span>
                {each.valoracion?.comentario && (
                  <span className="mt-0.5 block text-ink-2 [overflow-wrap:anywhere]" dir="auto">
                    «{each.valoracion.comentario}»
                  </span>
                )}
              </span>
              <time dateTime={each.creado_en} className="flex-none text-ink-3">
                {shortWhen(each.cerrado_en ?? each.creado_en, now, language)}
              </time>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-5">
      <h2 className="mb-1.5 text-xs font-semibold text-ink-3">{title}</h2>
      {children}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[92px_minmax(0,1fr)] gap-2 text-sm">
      <dt className="truncate text-ink-3">{name}</dt>
      <dd className="[overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

/** A host's field name as a label: `fecha_alta` reads «Fecha alta». */
function named(field: string): string {
  const words = field.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function Skeleton({ label }: { label: string }) {
  return (
    <div role="status">
      <span className="sr-only">{label}</span>
      <div className="flex items-center gap-2.5">
        <span className="skeleton size-10 rounded-full" />
        <span className="skeleton h-3.5 w-28" />
      </div>
      <span className="skeleton mt-7 block h-3 w-40" />
      <span className="skeleton mt-3 block h-3 w-32" />
      <span className="skeleton mt-3 block h-3 w-44" />
    </div>
  );
}
