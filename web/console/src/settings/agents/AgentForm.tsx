// One agente: made with a password of one use, which is shown this once; or changed.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { send } from "../../data/queries";
import { useDesk } from "../../session/desk-context";
import { useTextsOf } from "../../texts";
import { Checkbox, Field, Select, TextInput } from "../../ui/fields";
import type { wire } from "../../wire";
import { FormDialog } from "../FormDialog";
import { useRoles } from "../roles/use-roles";
import { ShownOnce } from "../ShownOnce";
import { settingsTexts } from "../texts";
import { AccessBlock } from "./AccessBlock";
import { TenantsField } from "./TenantsField";
import { agentsTexts } from "./texts";

const PATH = "/api/soporte/agentes/";

type Props = { agente: wire.AgenteDeEquipo | null; onDone: () => void };

export function AgentForm({ agente, onDone }: Props) {
  const t = useTextsOf(agentsTexts);
  const s = useTextsOf(settingsTexts);
  const { me } = useDesk();
  const queries = useQueryClient();
  const roles = useRoles().data?.resultados ?? [];
  const [made, setMade] = useState<wire.ClaveDeUnUso | null>(null);
  const [form, setForm] = useState(() => ({
    usuario: agente?.usuario ?? "",
    nombre: agente?.nombre ?? "",
    email: agente?.email ?? "",
    rol: agente?.rol ?? "agente",
    tenants: agente?.tenants?.map(({ slug }) => slug) ?? null,
    capacidad: agente?.capacidad?.toString() ?? "",
    activo: agente?.activo ?? true,
  }));
  const change = (some: Partial<typeof form>) => setForm({ ...form, ...some });
  const isFixed = agente !== null && !agente.es_tuyo;

  const save = async () => {
    const { usuario, activo, capacidad, ...rest } = form;
    const body = { ...rest, capacidad: capacidad ? Number(capacidad) : null };
    if (agente) return send("PUT", `${PATH}${agente.id}/`, { ...body, activo });
    setMade(await send<wire.ClaveDeUnUso>("POST", PATH, { ...body, usuario }));
  };
  if (made) {
    return (
      <ShownOnce
        title={made.agente.nombre || made.agente.usuario}
        about={t.passwordHelp(made.agente.usuario)}
        secret={made.clave}
        onDone={() => {
          void queries.invalidateQueries({ queryKey: ["agentes"] });
          onDone();
        }}
      />
    );
  }
  return (
    <FormDialog
      wide
      title={agente ? s.edit(agente.nombre || agente.usuario) : t.create}
      action={agente ? undefined : t.createIt}
      changes="agentes"
      fields={["usuario", "nombre", "email", "tenants", "capacidad", "rol"]}
      save={save}
      onDone={onDone}
      staysOpen={!agente}
    >
      {(wrong) => (
        <fieldset disabled={isFixed} className="flex min-w-0 flex-col gap-4">
          {isFixed && <p className="rounded-sm bg-note-soft px-3 py-2 text-sm">{t.notYours}</p>}
          <div className="grid gap-4 desk:grid-cols-2">
            <Field label={t.user} error={wrong("usuario")}>
              {(props) => (
                <TextInput
                  {...props}
                  required
                  disabled={agente !== null}
                  maxLength={150}
                  autoComplete="off"
                  spellCheck={false}
                  value={form.usuario}
                  onChange={({ target }) => change({ usuario: target.value })}
                />
              )}
            </Field>
            <Field label={s.name} error={wrong("nombre")}>
              {(props) => (
                <TextInput
                  {...props}
                  required={agente !== null}
                  maxLength={200}
                  autoComplete="off"
                  value={form.nombre}
                  onChange={({ target }) => change({ nombre: target.value })}
                />
              )}
            </Field>
            <Field label={t.email} hint={t.emailHelp} error={wrong("email")}>
              {(props) => (
                <TextInput
                  {...props}
                  type="email"
                  maxLength={254}
                  autoComplete="off"
                  value={form.email}
                  onChange={({ target }) => change({ email: target.value })}
                />
              )}
            </Field>
            <Field label={t.role} error={wrong("rol")}>
              {(props) => (
                <Select
                  {...props}
                  value={form.rol}
                  onChange={({ target }) => change({ rol: target.value })}
                >
                  {roles.map(({ codigo, nombre }) => (
                    <option key={codigo} value={codigo}>
                      {nombre}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          </div>
          <TenantsField
            chosen={form.tenants}
            error={wrong("tenants")}
            onChange={(tenants) => change({ tenants })}
          />
          <Field label={t.capacity} hint={t.capacityHelp} error={wrong("capacidad")}>
            {(props) => (
              <TextInput
                {...props}
                type="number"
                min={1}
                max={500}
                className="max-w-28"
                value={form.capacidad}
                onChange={({ target }) => change({ capacidad: target.value })}
              />
            )}
          </Field>
          {agente && agente.id !== me.id && (
            <>
              <Checkbox
                label={t.active}
                hint={t.activeHelp}
                checked={form.activo}
                onChange={({ target }) => change({ activo: target.checked })}
              />
              <AccessBlock agente={agente} onPassword={setMade} />
            </>
          )}
        </fieldset>
      )}
    </FormDialog>
  );
}
