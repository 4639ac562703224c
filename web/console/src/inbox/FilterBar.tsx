// What narrows the list, each with its way out; what else could; and the view kept under a name.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { BookmarkPlus, ListFilter, Trash2, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { send, useTags, useTenants, useViews } from "../data/queries";
import { type DeskSearch, isNarrowed } from "../desk-search";
import { codigoOf } from "../http";
import { ConfirmDialog } from "../over/ConfirmDialog";
import { toasts } from "../shell/toasts";
import { useTeam } from "../team/use-team";
import { useTeams } from "../team/use-teams";
import { problemText, reasonWord, type Texts, useTexts } from "../texts";
import { IconButton } from "../ui/Button";
import { todayOf } from "../ui/DateRange";
import { TenantMark } from "../ui/Mark";
import { Popover } from "../ui/Popover";
import { FilterPicker } from "./FilterPicker";
import { SaveViewDialog } from "./SaveViewDialog";

export function FilterBar() {
  const t = useTexts();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as DeskSearch;
  const chips = useChips(search);
  const [saving, setSaving] = useState(false);
  const change = (more: DeskSearch) =>
    void navigate({ to: ".", search: { ...search, guardada: undefined, ...more } as never });

  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <Popover
        label={t.filter}
        button={(props) => (
          <button
            type="button"
            {...props}
            className="flex min-h-6 items-center gap-1 rounded-sm px-1 text-sm text-ink-3 hover:bg-sunk hover:text-ink max-desk:min-h-9"
          >
            <ListFilter size={13} aria-hidden="true" /> {t.filter}
          </button>
        )}
      >
        {(close) => (
          <FilterPicker
            search={search}
            onPick={(more) => {
              close();
              change(more);
            }}
          />
        )}
      </Popover>
      {chips.map(({ name, text, mark }) => (
        <button
          key={name}
          type="button"
          aria-label={t.filterRemove(text)}
          onClick={() => change({ [name]: undefined })}
          className="flex max-w-full items-center gap-1.5 rounded-sm border border-line bg-panel px-1.5 py-px text-sm hover:bg-sunk max-desk:min-h-9"
        >
          {mark}
          <span className="truncate">{text}</span>
          <X size={12} aria-hidden="true" className="flex-none text-ink-3" />
        </button>
      ))}
      {isNarrowed(search) && search.guardada === undefined && (
        <IconButton label={t.saveView} onClick={() => setSaving(true)} className="!size-6 ml-auto">
          <BookmarkPlus size={15} />
        </IconButton>
      )}
      {search.guardada !== undefined && <RemoveView id={search.guardada} />}
      {saving && <SaveViewDialog search={search} onClose={() => setSaving(false)} />}
    </div>
  );
}

function RemoveView({ id }: { id: number }) {
  const t = useTexts();
  const navigate = useNavigate();
  const { data } = useViews();
  const [asks, setAsks] = useState(false);
  const view = data?.resultados.find((each) => each.id === id);
  if (!view) return null;
  const remove = async () => {
    try {
      await send("DELETE", `/api/soporte/vistas/${id}/`);
      void navigate({ to: "/", search: {} });
    } catch (error) {
      toasts.show({ title: problemText(t, codigoOf(error)) });
    }
  };
  return (
    <>
      <IconButton label={t.removeView} onClick={() => setAsks(true)} className="!size-6 ml-auto">
        <Trash2 size={14} />
      </IconButton>
      {asks && (
        <ConfirmDialog
          title={t.removeViewAsk(view.nombre)}
          action={t.remove}
          danger
          onConfirm={remove}
          onClose={() => setAsks(false)}
        >
          {null}
        </ConfirmDialog>
      )}
    </>
  );
}

type Chip = { name: keyof DeskSearch; text: string; mark?: ReactNode };

function useChips(search: DeskSearch): Chip[] {
  const t = useTexts();
  const team = useTeam();
  const teams = useTeams();
  const { data: tenants } = useTenants();
  useTags();
  const who = (id: string) => team.find((mate) => String(mate.id) === id)?.nombre ?? id;
  const tenantsOf = (slugs: string) =>
    slugs
      .split(",")
      .map((slug) => tenants?.resultados.find((each) => each.tenant.slug === slug)?.tenant);
  const chips: Chip[] = [];
  const { tenant, etiqueta, equipo, asignado } = search;
  if (tenant) {
    const found = tenantsOf(tenant);
    const text = found.map((each, at) => each?.nombre ?? tenant.split(",")[at]).join(", ");
    chips.push({
      name: "tenant",
      text,
      mark: found.length === 1 && found[0] && <TenantMark tenant={found[0]} size="s" />,
    });
  }
  if (etiqueta) chips.push({ name: "etiqueta", text: etiqueta.replaceAll(",", " + ") });
  if (equipo) {
    const text =
      equipo === "mio"
        ? t.filterMyTeams
        : (teams.find((each) => String(each.id) === equipo)?.nombre ?? t.filterTeam);
    chips.push({ name: "equipo", text });
  }
  if (asignado) {
    chips.push({ name: "asignado", text: asignado === "nadie" ? t.filterNobody : who(asignado) });
  }
  return [...chips, ...plainChips(t, search, who)];
}

function plainChips(t: Texts, search: DeskSearch, who: (id: string) => string): Chip[] {
  const { razon, cerrado_por, respondido_por, cliente, puntuacion, desde, hasta } = search;
  const chips: (Chip | false | undefined)[] = [
    search.reapertura && { name: "reapertura", text: t.filterBack },
    search.importante && { name: "importante", text: t.filterImportant },
    razon !== undefined && { name: "razon", text: t.filterReason(reasonWord(t, razon)) },
    cerrado_por !== undefined && { name: "cerrado_por", text: t.filterClosedBy(who(cerrado_por)) },
    respondido_por !== undefined && {
      name: "respondido_por",
      text: t.filterAnsweredBy(who(respondido_por)),
    },
    cliente !== undefined && { name: "cliente", text: t.filterCliente(cliente) },
    puntuacion !== undefined && { name: "puntuacion", text: t.filterRating(puntuacion) },
    desde !== undefined && { name: "desde", text: t.filterFrom(dayOf(desde)) },
    hasta !== undefined && { name: "hasta", text: t.filterTo(dayOf(hasta, -1)) },
  ];
  return chips.filter((chip): chip is Chip => Boolean(chip));
}

/** Of a moment, the day on this person's calendar; an end is the last moment that is within. */
function dayOf(text: string, moved = 0): string {
  return text.length === 10 ? text : todayOf(Date.parse(text) + moved);
}
