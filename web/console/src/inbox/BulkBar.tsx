// What can be done to the chosen chats, at the foot of the list while there are any.
import { CircleCheck, Tag as TagIcon, UserRound, X } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "../over/ConfirmDialog";
import { useReasonOptions } from "../over/use-reasons";
import { useDesk } from "../session/desk-context";
import { may } from "../session/may";
import { toasts } from "../shell/toasts";
import { useTexts } from "../texts";
import { IconButton } from "../ui/Button";
import { Field, Select } from "../ui/fields";
import { Popover } from "../ui/Popover";
import type { BandejaFila, wire } from "../wire";
import { AssignPicker } from "./AssignPicker";
import { useInboxActions } from "./actions";
import type { Selection } from "./selection";
import { TagPicker } from "./TagPicker";

type Props = { rows: readonly BandejaFila[]; selection: Selection };

export function BulkBar({ rows, selection }: Props) {
  const t = useTexts();
  const { yo } = useDesk();
  const actions = useInboxActions();
  const [closing, setClosing] = useState(false);
  const chosen = rows.filter(({ id }) => selection.has(id));
  const common = chosen[0]?.etiquetas.filter((tag) =>
    chosen.every((row) => row.etiquetas.includes(tag)),
  );

  const apply = async (what: Omit<wire.Lote, "chats">) => {
    const done = await actions.many(chosen, what);
    if (done > 0) toasts.show({ title: t.bulkDone(done) });
    return done;
  };

  return (
    <div
      role="toolbar"
      aria-label={t.selected(chosen.length)}
      className="floats flex items-center gap-1 border-t border-line bg-panel px-3 py-2"
    >
      <span className="mr-auto pl-0.5 text-sm whitespace-nowrap">{t.selected(chosen.length)}</span>
      {may(yo, "asignar") && (
        <Popover
          label={t.assignTo}
          align="end"
          button={(props) => (
            <IconButton label={t.assign} data-key="bulk-assign" {...props}>
              <UserRound size={16} />
            </IconButton>
          )}
        >
          {(close) => (
            <AssignPicker
              agente={null}
              equipo={null}
              onPick={(asignar) => {
                close();
                void apply({ asignar });
              }}
            />
          )}
        </Popover>
      )}
      {may(yo, "etiquetar") && (
        <Popover
          label={t.tagWith}
          align="end"
          button={(props) => (
            <IconButton label={t.tags} data-key="bulk-tag" {...props}>
              <TagIcon size={16} />
            </IconButton>
          )}
        >
          {() => (
            <TagPicker
              selected={common ?? []}
              onToggle={(tag, on) =>
                void apply({ etiquetas: on ? { poner: [tag] } : { quitar: [tag] } })
              }
            />
          )}
        </Popover>
      )}
      {may(yo, "cerrar") && (
        <IconButton label={t.closeChat} data-key="bulk-close" onClick={() => setClosing(true)}>
          <CircleCheck size={16} />
        </IconButton>
      )}
      <IconButton label={t.selectNone} onClick={selection.none}>
        <X size={16} />
      </IconButton>
      {closing && (
        <BulkClose
          rows={chosen}
          onClose={() => setClosing(false)}
          onConfirm={async (cerrar) => {
            await apply({ cerrar });
            selection.none();
          }}
        />
      )}
    </div>
  );
}

type CloseProps = {
  rows: readonly BandejaFila[];
  onConfirm: (closing: wire.CerrarLote) => Promise<void>;
  onClose: () => void;
};

function BulkClose({ rows, onConfirm, onClose }: CloseProps) {
  const t = useTexts();
  const reasons = useReasonOptions();
  const [razon, setRazon] = useState(reasons[0]?.[0] ?? "resuelto");
  // What is seen is what the list shows: whoever has written since then keeps their chat.
  const visto = Object.fromEntries(rows.map(({ id, ultimo_seq }) => [id, ultimo_seq]));
  return (
    <ConfirmDialog
      title={t.bulkClose(rows.length)}
      action={t.closeChat}
      onConfirm={() => onConfirm({ razon_cierre: razon, visto })}
      onClose={onClose}
    >
      <p>{t.bulkCloseAsk}</p>
      <div className="mt-4">
        <Field label={t.closeReason}>
          {(props) => (
            <Select {...props} value={razon} onChange={(event) => setRazon(event.target.value)}>
              {reasons.map(([codigo, nombre]) => (
                <option key={codigo} value={codigo}>
                  {nombre}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
    </ConfirmDialog>
  );
}
