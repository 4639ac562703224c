// One role: its name, what it may do, and whether it needs a second step to come in.
import { useState } from "react";
import { get, send } from "../../data/queries";
import { useDesk } from "../../session/desk-context";
import { useTextsOf } from "../../texts";
import { Checkbox, Field, TextInput } from "../../ui/fields";
import type { wire } from "../../wire";
import { FormDialog } from "../FormDialog";
import { codeOf } from "../reasons/code";
import { settingsTexts } from "../texts";
import { rolesTexts } from "./texts";
import { ROLES } from "./use-roles";

const SECURITY = "/api/soporte/administracion/seguridad/";

type Props = { role: wire.Rol | null; all: readonly string[]; onDone: () => void };

export function RoleForm({ role, all, onDone }: Props) {
  const t = useTextsOf(rolesTexts);
  const s = useTextsOf(settingsTexts);
  const { yo } = useDesk();
  const [nombre, setNombre] = useState(role?.nombre ?? "");
  const [permisos, setPermisos] = useState<readonly string[]>(role?.permisos ?? ["responder"]);
  const [steps, setSteps] = useState(role?.dos_pasos ?? false);
  const codigo = role?.codigo ?? codeOf(nombre);
  const isFixed = role?.de_fabrica ?? false;

  const save = async () => {
    const body = { nombre, permisos };
    if (!role) await send("POST", ROLES, { ...body, codigo });
    else if (!isFixed) await send("PUT", `${ROLES}${codigo}/`, body);
    if (steps !== (role?.dos_pasos ?? false)) await askSteps(codigo, steps);
  };
  return (
    <FormDialog
      wide
      title={role ? s.edit(role.nombre) : t.create}
      changes="agentes"
      fields={["nombre", "codigo"]}
      save={save}
      remove={
        role && !isFixed
          ? {
              title: t.removeTitle(role.nombre),
              help: t.removeHelp,
              run: () => send("DELETE", `${ROLES}${codigo}/`),
            }
          : null
      }
      onDone={onDone}
    >
      {(wrong) => (
        <>
          {isFixed && <p className="rounded-sm bg-note-soft px-3 py-2 text-sm">{t.fixed}</p>}
          <Field label={s.name} error={wrong("nombre") ?? wrong("codigo")}>
            {(props) => (
              <TextInput
                {...props}
                required
                disabled={isFixed}
                maxLength={100}
                value={nombre}
                onChange={({ target }) => setNombre(target.value)}
              />
            )}
          </Field>
          <fieldset className="grid min-w-0 gap-3 desk:grid-cols-2">
            <legend className="pb-2 font-medium">{t.may}</legend>
            {all.map((each) => (
              <Checkbox
                key={each}
                label={t.permissions[each]?.[0] ?? each}
                hint={t.permissions[each]?.[1]}
                // Nobody gives what they have not.
                disabled={isFixed || !yo.permisos.includes(each)}
                checked={permisos.includes(each)}
                onChange={({ target }) =>
                  setPermisos(
                    target.checked
                      ? [...permisos, each]
                      : permisos.filter((other) => other !== each),
                  )
                }
              />
            ))}
          </fieldset>
          <Checkbox
            label={t.twoSteps}
            hint={t.twoStepsHelp}
            checked={steps}
            onChange={({ target }) => setSteps(target.checked)}
          />
        </>
      )}
    </FormDialog>
  );
}

/** Which roles need a second step is saved as a whole: as it is this moment, with this one changed. */
async function askSteps(codigo: string, asked: boolean): Promise<void> {
  const now = await get<Required<wire.Seguridad>>(SECURITY);
  const others = now.dos_pasos.filter((each) => each !== codigo);
  await send("PUT", SECURITY, { ...now, dos_pasos: asked ? [...others, codigo] : others });
}
