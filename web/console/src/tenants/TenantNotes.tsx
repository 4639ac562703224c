// What soporte has noted of a tenant; each thing is kept when it is changed.
import { useState } from "react";
import { send } from "../data/queries";
import { codigoOf } from "../http";
import { useDesk } from "../session/desk-context";
import { may } from "../session/may";
import { toasts } from "../shell/toasts";
import { useTeams } from "../team/use-teams";
import { problemText, useTexts, useTextsOf } from "../texts";
import { Field, Select, Switch, TextArea, TextInput } from "../ui/fields";
import type { wire } from "../wire";
import { tenantTexts } from "./texts";

export function TenantNotes({ ficha }: { ficha: wire.FichaDeTenant }) {
  const t = useTextsOf(tenantTexts);
  const common = useTexts();
  const { yo } = useDesk();
  const teams = useTeams();
  const [plan, setPlan] = useState(ficha.plan);
  const [notas, setNotas] = useState(ficha.notas);
  const fixed = !may(yo, "ajustes");
  const path = `/api/soporte/tenants/${ficha.tenant.slug}`;

  const keep = async (call: Promise<unknown>) => {
    try {
      await call;
      toasts.show({ id: "ficha", title: common.saved });
    } catch (error) {
      toasts.show({ title: problemText(common, codigoOf(error)) });
    }
  };
  const change = (what: wire.CambioFicha) => keep(send("PUT", `${path}/ficha/`, what));

  return (
    <section className="flex flex-col gap-4 rounded-md border border-line bg-paper p-4">
      <h2 className="font-semibold">{t.about}</h2>
      <Field label={t.plan}>
        {(props) => (
          <TextInput
            {...props}
            disabled={fixed}
            maxLength={60}
            value={plan}
            onChange={(event) => setPlan(event.target.value)}
            onBlur={() => plan !== ficha.plan && void change({ plan })}
          />
        )}
      </Field>
      <Field label={t.team}>
        {(props) => (
          <Select
            {...props}
            disabled={fixed}
            value={ficha.equipo_id ?? ""}
            onChange={(event) => void change({ equipo_id: Number(event.target.value) || null })}
          >
            <option value="">{t.anyTeam}</option>
            {teams.map(({ id, nombre }) => (
              <option key={id} value={id}>
                {nombre}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Switch
        label={t.important}
        hint={t.importantHelp}
        disabled={fixed}
        checked={ficha.importante}
        onChange={(event) => void change({ importante: event.target.checked })}
      />
      <Switch
        label={t.silent}
        hint={t.silentHelp}
        checked={ficha.silenciado}
        onChange={(event) =>
          void keep(send("POST", `${path}/silencio/`, { silenciado: event.target.checked }))
        }
      />
      <Field label={t.notes} hint={t.notesHelp}>
        {(props) => (
          <TextArea
            {...props}
            rows={5}
            disabled={fixed}
            maxLength={5000}
            value={notas}
            onChange={(event) => setNotas(event.target.value)}
            onBlur={() => notas !== ficha.notas && void change({ notas })}
          />
        )}
      </Field>
    </section>
  );
}
