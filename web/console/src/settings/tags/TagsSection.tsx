// Tags: their colours, and which are offered.
import { useState } from "react";
import { send, useTags } from "../../data/queries";
import { useTextsOf } from "../../texts";
import { Button, LinkButton } from "../../ui/Button";
import { Checkbox, Field, TextInput } from "../../ui/fields";
import { Notice } from "../../ui/Notice";
import { type Column, Table } from "../../ui/Table";
import { Dot, Tag } from "../../ui/Tag";
import type { wire } from "../../wire";
import { FormDialog } from "../FormDialog";
import { Loaded } from "../Loaded";
import { SectionFrame } from "../SectionFrame";
import { settingsTexts } from "../texts";
import { tagsTexts } from "./texts";

const PATH = "/api/soporte/etiquetas/";

export default function TagsSection() {
  const t = useTextsOf(tagsTexts);
  const s = useTextsOf(settingsTexts);
  const query = useTags();
  const [open, setOpen] = useState<wire.Etiqueta | "new" | null>(null);
  const columns: Column<wire.Etiqueta>[] = [
    {
      id: "nombre",
      title: s.name,
      className: "w-full",
      cell: (tag) => (
        <span className="flex items-center gap-2">
          <Dot color={tag.color} />
          <LinkButton onClick={() => setOpen(tag)}>{tag.nombre}</LinkButton>
        </span>
      ),
    },
    {
      id: "estado",
      title: "",
      cell: ({ archivada }) => archivada && <Tag>{t.archived}</Tag>,
    },
    { id: "abiertos", title: t.openChats, numeric: true, cell: ({ abiertos }) => abiertos },
  ];
  return (
    <SectionFrame
      title={t.title}
      about={t.about}
      actions={
        <Button look="primary" onClick={() => setOpen("new")}>
          {t.create}
        </Button>
      }
    >
      <Loaded query={query}>
        {({ resultados }) => (
          <Table
            caption={t.title}
            columns={columns}
            rows={resultados}
            keyOf={({ nombre }) => nombre}
            empty={<Notice title={t.none}>{t.noneHelp}</Notice>}
          />
        )}
      </Loaded>
      {open && <TagForm tag={open === "new" ? null : open} onDone={() => setOpen(null)} />}
    </SectionFrame>
  );
}

function TagForm({ tag, onDone }: { tag: wire.Etiqueta | null; onDone: () => void }) {
  const t = useTextsOf(tagsTexts);
  const s = useTextsOf(settingsTexts);
  const [nombre, setNombre] = useState(tag?.nombre ?? "");
  const [color, setColor] = useState(tag?.color || "#0f7a5a");
  const [archivada, setArchivada] = useState(tag?.archivada ?? false);
  const address = tag && `${PATH}${encodeURIComponent(tag.nombre)}/`;
  return (
    <FormDialog
      title={tag ? s.edit(tag.nombre) : t.create}
      changes="etiquetas"
      fields={["nombre", "color"]}
      save={() => send(address ? "PUT" : "POST", address ?? PATH, { nombre, color, archivada })}
      remove={
        address
          ? {
              title: t.removeTitle(tag.nombre),
              help: t.removeHelp,
              run: () => send("DELETE", address),
            }
          : null
      }
      onDone={onDone}
    >
      {(wrong) => (
        <>
          <div className="grid grid-cols-[minmax(0,1fr)_88px] gap-3">
            <Field label={s.name} error={wrong("nombre")}>
              {(props) => (
                <TextInput
                  {...props}
                  required
                  maxLength={50}
                  autoComplete="off"
                  value={nombre}
                  onChange={({ target }) => setNombre(target.value)}
                />
              )}
            </Field>
            <Field label={s.color} error={wrong("color")}>
              {(props) => (
                <TextInput
                  {...props}
                  type="color"
                  className="!p-1"
                  value={color}
                  onChange={({ target }) => setColor(target.value)}
                />
              )}
            </Field>
          </div>
          <Checkbox
            label={t.archived}
            hint={t.archivedHelp}
            checked={archivada}
            onChange={({ target }) => setArchivada(target.checked)}
          />
        </>
      )}
    </FormDialog>
  );
}
