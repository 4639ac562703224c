// Reasons for closing: how they are called in each language, their order, and which are offered.
import { useState } from "react";
import { send, useReasons } from "../../data/queries";
import { useLanguage, useTextsOf } from "../../texts";
import { Button, LinkButton } from "../../ui/Button";
import { Checkbox, Field, TextInput } from "../../ui/fields";
import { type Column, Table } from "../../ui/Table";
import { Tag } from "../../ui/Tag";
import type { wire } from "../../wire";
import { FormDialog } from "../FormDialog";
import { Loaded } from "../Loaded";
import { SectionFrame } from "../SectionFrame";
import { settingsTexts } from "../texts";
import { codeOf } from "./code";
import { reasonsTexts } from "./texts";

const PATH = "/api/soporte/razones/";

export default function ReasonsSection() {
  const t = useTextsOf(reasonsTexts);
  const s = useTextsOf(settingsTexts);
  const language = useLanguage();
  const query = useReasons();
  const [open, setOpen] = useState<wire.Razon | "new" | null>(null);
  const columns: Column<wire.Razon>[] = [
    {
      id: "nombre",
      title: s.name,
      className: "w-full",
      cell: (reason) => (
        <LinkButton onClick={() => setOpen(reason)}>
          {reason.nombres[language] ?? reason.codigo}
        </LinkButton>
      ),
    },
    {
      id: "codigo",
      title: t.code,
      className: "text-ink-3 max-desk:hidden",
      cell: ({ codigo }) => <code>{codigo}</code>,
    },
    {
      id: "estado",
      title: "",
      className: "whitespace-nowrap",
      cell: ({ activa, fija }) =>
        (!activa && <Tag>{t.hidden}</Tag>) ||
        (fija && <span className="text-ink-3">{t.fixed}</span>),
    },
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
            keyOf={({ codigo }) => codigo}
          />
        )}
      </Loaded>
      {open && <ReasonForm reason={open === "new" ? null : open} onDone={() => setOpen(null)} />}
    </SectionFrame>
  );
}

function ReasonForm({ reason, onDone }: { reason: wire.Razon | null; onDone: () => void }) {
  const t = useTextsOf(reasonsTexts);
  const s = useTextsOf(settingsTexts);
  const [es, setEs] = useState(reason?.nombres.es ?? "");
  const [en, setEn] = useState(reason?.nombres.en ?? "");
  const [activa, setActiva] = useState(reason?.activa ?? true);
  const [orden, setOrden] = useState(reason?.orden ?? 100);
  const codigo = reason?.codigo ?? codeOf(es);
  const nombres = Object.fromEntries(Object.entries({ es, en }).filter(([, text]) => text.trim()));
  return (
    <FormDialog
      title={reason ? s.edit(reason.nombres.es ?? reason.codigo) : t.create}
      changes="razones"
      fields={["codigo", "nombres"]}
      save={() =>
        send(reason ? "PUT" : "POST", reason ? `${PATH}${codigo}/` : PATH, {
          codigo,
          nombres,
          activa,
          orden,
        })
      }
      remove={
        reason && !reason.fija
          ? {
              title: t.removeTitle(reason.nombres.es ?? codigo),
              help: t.removeHelp,
              run: () => send("DELETE", `${PATH}${codigo}/`),
            }
          : null
      }
      onDone={onDone}
    >
      {(wrong) => (
        <>
          <Field
            label={s.inSpanish}
            hint={!reason && codigo && t.willBe(codigo)}
            error={wrong("nombres") ?? wrong("codigo")}
          >
            {(props) => (
              <TextInput
                {...props}
                required
                maxLength={60}
                value={es}
                onChange={({ target }) => setEs(target.value)}
              />
            )}
          </Field>
          <Field label={s.inEnglish}>
            {(props) => (
              <TextInput
                {...props}
                maxLength={60}
                value={en}
                onChange={({ target }) => setEn(target.value)}
              />
            )}
          </Field>
          <Field label={t.order} hint={t.orderHelp}>
            {(props) => (
              <TextInput
                {...props}
                type="number"
                min={0}
                max={32000}
                className="max-w-28"
                value={orden}
                onChange={({ target }) => setOrden(Number(target.value))}
              />
            )}
          </Field>
          <Checkbox
            label={t.offered}
            checked={activa}
            onChange={({ target }) => setActiva(target.checked)}
          />
        </>
      )}
    </FormDialog>
  );
}
