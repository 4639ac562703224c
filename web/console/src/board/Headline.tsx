// The figures that one looks at first; each leads to its chats.
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { DeskSearch } from "../desk-search";
import { useLanguage, useTextsOf } from "../texts";
import { boardTexts } from "./texts";
import { took } from "./times";
import { type Asked, behind, type Figures } from "./use-board";

export function Headline({ figures, asked }: { figures: Figures; asked: Asked }) {
  const t = useTextsOf(boardTexts);
  const language = useLanguage();
  const { totales, antes, primera_respuesta_s: first, resolucion_s: until, valoracion } = figures;
  const here = asked.tenant ? { tenant: asked.tenant } : {};
  return (
    <ul className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line desk:grid-cols-4 wide:grid-cols-7">
      <Figure name={t.opened} search={behind(asked, { vista: "todos" })}>
        <Big>{totales.nuevos}</Big>
        <Against now={totales.nuevos} before={antes.nuevos} />
      </Figure>
      <Figure name={t.closed} search={behind(asked, { vista: "cerrados" })}>
        <Big>{totales.cerrados}</Big>
        <Against now={totales.cerrados} before={antes.cerrados} />
      </Figure>
      <Figure name={t.openNow} search={here}>
        <Big>{totales.abiertos_ahora}</Big>
      </Figure>
      <Figure name={t.waitingNow} search={{ ...here, vista: "esperan" }}>
        <Big tone={totales.esperan_ahora > 0 ? "wait" : undefined}>{totales.esperan_ahora}</Big>
      </Figure>
      <Figure name={t.firstAnswer}>
        <Big>{took(first.p50, language) ?? "–"}</Big>
        <Small>{first.p90 === null ? t.nothing : t.ninety(took(first.p90, language)!)}</Small>
      </Figure>
      <Figure name={t.resolution}>
        <Big>{took(until.p50, language) ?? "–"}</Big>
        <Small>{until.p90 === null ? t.nothing : t.ninety(took(until.p90, language)!)}</Small>
      </Figure>
      <Figure name={t.rating}>
        <Big>
          {valoracion.media === null
            ? "–"
            : valoracion.media.toLocaleString(language, { maximumFractionDigits: 1 })}
        </Big>
        <Small>{valoracion.n === 0 ? t.noRatings : t.ratings(valoracion.n)}</Small>
      </Figure>
    </ul>
  );
}

type FigureProps = { name: string; search?: DeskSearch; children: ReactNode };

function Figure({ name, search, children }: FigureProps) {
  const content = (
    <>
      <span className="block text-sm text-ink-3">{name}</span>
      {children}
    </>
  );
  const look = "block h-full min-h-24 bg-panel px-4 py-3";
  return (
    <li className="max-desk:last:col-span-2">
      {search ? (
        <Link to="/" search={search} className={`focus-inside ${look} hover:bg-sunk`}>
          {content}
        </Link>
      ) : (
        <div className={look}>{content}</div>
      )}
    </li>
  );
}

function Big({ tone, children }: { tone?: "wait" | undefined; children: ReactNode }) {
  return (
    <span
      className={`block text-2xl font-semibold tracking-tight whitespace-nowrap ${tone === "wait" ? "text-wait" : ""}`}
    >
      {children}
    </span>
  );
}

const Small = ({ children }: { children: ReactNode }) => (
  <span className="block text-sm text-ink-3">{children}</span>
);

function Against({ now, before }: { now: number; before: number }) {
  const t = useTextsOf(boardTexts);
  if (now === before) return <Small>{t.same}</Small>;
  const part =
    before === 0
      ? String(Math.abs(now))
      : `${Math.round((Math.abs(now - before) / before) * 100)} %`;
  return <Small>{now > before ? t.more(part) : t.less(part)}</Small>;
}
