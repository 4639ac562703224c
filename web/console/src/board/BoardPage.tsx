// The board: how support is doing, in pictures, each of which leads to the chats behind it.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Download } from "lucide-react";
import { useMemo } from "react";
import type { DeskSearch } from "../desk-search";
import { codigoOf } from "../http";
import { useReasonOptions } from "../over/use-reasons";
import { useDesk } from "../session/desk-context";
import { may } from "../session/may";
import { problemText, reasonWord, useTexts, useTextsOf } from "../texts";
import { Button } from "../ui/Button";
import { DateRange, type Days as DayRange, daysOf, todayOf } from "../ui/DateRange";
import { Select } from "../ui/fields";
import { Menu } from "../ui/Menu";
import { Notice } from "../ui/Notice";
import { PageHeader } from "../ui/PageHeader";
import { useNow } from "../ui/use-now";
import { Bars, HourBars } from "./Bars";
import { Card } from "./Card";
import { Days } from "./Days";
import { Headline } from "./Headline";
import { Agents, People, Tenants } from "./Tables";
import { boardTexts } from "./texts";
import { type Asked, behind, exportAddress, type Figures, useFigures } from "./use-board";

export function BoardPage() {
  const t = useTextsOf(boardTexts);
  const common = useTexts();
  const today = todayOf(useNow());
  const navigate = useNavigate();
  const { desde, hasta, tenant } = useSearch({ strict: false }) as DeskSearch;
  const usual = daysOf("30", today);
  const asked: Asked = { desde: desde ?? usual.desde, hasta: hasta ?? usual.hasta, tenant };
  const { data, error, refetch } = useFigures(asked);
  const change = (more: Partial<DayRange> & { tenant?: string | undefined }) =>
    void navigate({ to: "/tablero", search: { ...asked, ...more } as never, replace: true });

  return (
    <main className="flex min-h-0 min-w-0 flex-col bg-paper">
      <PageHeader title={t.title} about={t.about}>
        <TenantChoice value={tenant} onChange={(slug) => change({ tenant: slug })} />
        <DateRange value={asked} today={today} onChange={change} />
        <Exports asked={asked} />
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto px-6 py-5 max-desk:px-3">
        {error && !data ? (
          <Notice alert title={t.failed}>
            <p>{problemText(common, codigoOf(error))}</p>
            <Button onClick={() => void refetch()}>{common.retry}</Button>
          </Notice>
        ) : data ? (
          <Pictures figures={data} asked={asked} />
        ) : (
          <Skeleton label={common.loading} />
        )}
      </div>
    </main>
  );
}

function TenantChoice({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (slug: string | undefined) => void;
}) {
  const t = useTextsOf(boardTexts);
  const { yo } = useDesk();
  const tenants = useMemo(
    () => [...yo.tenants].sort((a, b) => a.nombre.localeCompare(b.nombre, "es")),
    [yo.tenants],
  );
  return (
    <Select
      aria-label={t.tenant}
      className="!w-auto max-w-52"
      value={value ?? ""}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{t.allTenants}</option>
      {tenants.map(({ slug, nombre }) => (
        <option key={slug} value={slug}>
          {nombre}
        </option>
      ))}
    </Select>
  );
}

function Exports({ asked }: { asked: Asked }) {
  const t = useTextsOf(boardTexts);
  const { yo } = useDesk();
  if (!may(yo, "exportar")) return null;
  const item = (text: string, que: string, formato: "csv" | "json" = "csv") => ({
    text,
    run: () => location.assign(exportAddress(asked, que, formato)),
  });
  return (
    <Menu
      label={t.export}
      align="end"
      button={(props) => (
        <Button {...props}>
          <Download size={15} aria-hidden="true" /> {t.export}
        </Button>
      )}
      items={[
        item(t.exportChats, "chats"),
        item(t.exportChatsJson, "chats", "json"),
        "line",
        item(t.exportPeople, "por_cliente"),
        item(t.exportTenants, "por_tenant"),
        item(t.exportAgents, "por_agente"),
        item(t.exportDays, "por_dia"),
      ]}
    />
  );
}

function Pictures({ figures, asked }: { figures: Figures; asked: Asked }) {
  const t = useTextsOf(boardTexts);
  const common = useTexts();
  const names = new Map(useReasonOptions());
  const { totales, valoracion } = figures;
  if (totales.nuevos + totales.cerrados + totales.abiertos_ahora === 0) {
    return (
      <Notice title={t.empty}>
        <p>{t.emptyHelp}</p>
      </Notice>
    );
  }
  return (
    <div className="mx-auto flex max-w-7xl flex-col gap-4">
      <Headline figures={figures} asked={asked} />
      <Days days={figures.por_dia} />
      <div className="grid items-start gap-4 desk:grid-cols-3">
        <Card title={t.byReason}>
          <Bars
            lines={figures.por_razon.map(({ razon_cierre, chats }) => ({
              key: razon_cierre ?? "-",
              name: razon_cierre
                ? (names.get(razon_cierre) ?? reasonWord(common, razon_cierre))
                : t.noReason,
              n: chats,
              ...(razon_cierre
                ? { search: behind(asked, { vista: "cerrados", razon: razon_cierre }) }
                : {}),
            }))}
          />
        </Card>
        <Card title={t.byRating}>
          <Bars
            lines={[5, 4, 3, 2, 1].map((stars) => ({
              key: String(stars),
              name: t.stars(stars),
              n: valoracion.por_puntuacion[stars - 1] ?? 0,
              search: behind(asked, { vista: "cerrados", puntuacion: String(stars) }),
            }))}
          />
        </Card>
        <Card title={t.byHour}>
          <HourBars hours={figures.por_hora} label={t.byHour} />
        </Card>
      </div>
      <div className="grid items-start gap-4 wide:grid-cols-2">
        <People people={figures.por_cliente} asked={asked} />
        <Tenants tenants={figures.por_tenant} asked={asked} />
        <Agents agents={figures.por_agente} asked={asked} />
      </div>
    </div>
  );
}

function Skeleton({ label }: { label: string }) {
  return (
    <div role="status" className="mx-auto flex max-w-7xl flex-col gap-4">
      <span className="sr-only">{label}</span>
      <span className="skeleton h-24" />
      <span className="skeleton h-72" />
      <span className="skeleton h-56" />
    </div>
  );
}
