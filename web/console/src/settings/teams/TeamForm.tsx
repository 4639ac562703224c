// One team.
import { useState } from "react";
import { send } from "../../data/queries";
import type { Asignacion } from "../../team/use-settings";
import { useTeam } from "../../team/use-team";
import { useTextsOf } from "../../texts";
import { Button } from "../../ui/Button";
import { Field, Select, TextInput } from "../../ui/fields";
import { Picker } from "../../ui/Picker";
import { Popover } from "../../ui/Popover";
import { Segmented } from "../../ui/Segmented";
import type { wire } from "../../wire";
import { FormDialog } from "../FormDialog";
import { type Hours, hoursOf, usual } from "../hours/edit";
import { HoursEditor } from "../hours/HoursEditor";
import { settingsTexts } from "../texts";
import { hereZone } from "../ZoneField";
import { teamsTexts } from "./texts";

const PATH = "/api/soporte/equipos/";
const WAYS = ["ajustes", "manual", "turnos", "menos_carga"] as const;

export function TeamForm({ team, onDone }: { team: wire.Equipo | null; onDone: () => void }) {
  const t = useTextsOf(teamsTexts);
  const s = useTextsOf(settingsTexts);
  const [nombre, setNombre] = useState(team?.nombre ?? "");
  const [color, setColor] = useState(team?.color ?? "#0f7a5a");
  const [miembros, setMiembros] = useState<readonly number[]>(team?.miembros ?? []);
  const [asignacion, setAsignacion] = useState<Asignacion | null>(team?.asignacion ?? null);
  const [hours, setHours] = useState<Hours | null>(() =>
    team?.horario ? hoursOf(team.horario) : null,
  );
  const address = team && `${PATH}${team.id}/`;
  return (
    <FormDialog
      wide
      title={team ? s.edit(team.nombre) : t.create}
      changes="equipos"
      fields={["nombre", "color", "horario"]}
      save={() =>
        send(address ? "PUT" : "POST", address ?? PATH, {
          nombre,
          color,
          miembros,
          asignacion,
          horario: hours,
        })
      }
      remove={
        address
          ? {
              title: t.removeTitle(team.nombre),
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
                  maxLength={100}
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
          <Members chosen={miembros} onChange={setMiembros} />
          <Field label={t.how}>
            {(props) => (
              <Select
                {...props}
                value={asignacion ?? "ajustes"}
                onChange={({ target }) =>
                  setAsignacion(target.value === "ajustes" ? null : (target.value as Asignacion))
                }
              >
                {WAYS.map((way) => (
                  <option key={way} value={way}>
                    {t.ways[way]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Segmented<"all" | "own">
            label={t.hours}
            value={hours ? "own" : "all"}
            options={[
              ["all", t.asEveryone],
              ["own", t.own],
            ]}
            onChoose={(mode) => setHours(mode === "all" ? null : (hours ?? usual(hereZone())))}
          />
          {hours && <HoursEditor hours={hours} onChange={setHours} />}
          {wrong("horario") && (
            <p role="alert" className="text-sm text-danger">
              {wrong("horario")}
            </p>
          )}
        </>
      )}
    </FormDialog>
  );
}

type MembersProps = { chosen: readonly number[]; onChange: (ids: readonly number[]) => void };

function Members({ chosen, onChange }: MembersProps) {
  const t = useTextsOf(teamsTexts);
  const team = useTeam();
  const names = team.filter(({ id }) => chosen.includes(id)).map(({ nombre }) => nombre);
  return (
    <div className="flex flex-col gap-1">
      <span className="font-medium">{t.members}</span>
      <div className="flex items-center gap-3">
        <span className="min-w-0 flex-1 text-ink-2">{names.join(", ") || t.nobody}</span>
        <Popover
          label={t.members}
          align="end"
          button={(props) => <Button {...props}>{t.choose}</Button>}
        >
          {() => (
            <Picker
              label={t.members}
              options={team.map(({ id, nombre, usuario }) => ({
                id,
                text: nombre,
                keywords: usuario,
              }))}
              selected={chosen}
              onPick={(id) =>
                onChange(
                  chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id],
                )
              }
            />
          )}
        </Popover>
      </div>
    </div>
  );
}
