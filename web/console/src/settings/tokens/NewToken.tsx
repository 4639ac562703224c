// A token is made: what for, what it is good for, until when. Then it is shown this once.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { send } from "../../data/queries";
import { useDesk } from "../../session/desk-context";
import { useTextsOf } from "../../texts";
import { Checkbox, Field, Select, TextInput } from "../../ui/fields";
import { Segmented } from "../../ui/Segmented";
import type { wire } from "../../wire";
import { FormDialog } from "../FormDialog";
import { rolesTexts } from "../roles/texts";
import { ShownOnce } from "../ShownOnce";
import { settingsTexts } from "../texts";
import { TOKENS } from "./TokensSection";
import { tokensTexts } from "./texts";

const LIVES = [7, 30, 90, 365] as const;
const DAY_MS = 86_400_000;

export function NewToken({ onDone }: { onDone: () => void }) {
  const t = useTextsOf(tokensTexts);
  const s = useTextsOf(settingsTexts);
  const { permissions } = useTextsOf(rolesTexts);
  const { yo } = useDesk();
  const queries = useQueryClient();
  const [nombre, setNombre] = useState("");
  const [days, setDays] = useState(90);
  const [scopes, setScopes] = useState<readonly string[] | null>(null);
  const [made, setMade] = useState<wire.TokenNuevo | null>(null);
  if (made) {
    return (
      <ShownOnce
        title={made.token.nombre}
        about={t.onceHelp}
        secret={made.secreto}
        onDone={() => {
          void queries.invalidateQueries({ queryKey: ["tokens"] });
          onDone();
        }}
      />
    );
  }
  return (
    <FormDialog
      title={t.create}
      action={t.createIt}
      changes="tokens"
      fields={["nombre"]}
      staysOpen
      save={async () =>
        setMade(
          await send<wire.TokenNuevo>("POST", TOKENS, {
            nombre,
            ambitos: scopes,
            expira_en: days ? new Date(Date.now() + days * DAY_MS).toISOString() : null,
          }),
        )
      }
      onDone={onDone}
    >
      {(wrong) => (
        <>
          <Field label={t.purpose} hint={t.purposeHelp} error={wrong("nombre")}>
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
          <Field label={t.expires}>
            {(props) => (
              <Select
                {...props}
                value={days}
                onChange={({ target }) => setDays(Number(target.value))}
              >
                {LIVES.map((each) => (
                  <option key={each} value={each}>
                    {t.inDays(each)}
                  </option>
                ))}
                <option value={0}>{t.never}</option>
              </Select>
            )}
          </Field>
          <Segmented<"all" | "some">
            label={t.scopes}
            value={scopes ? "some" : "all"}
            options={[
              ["all", t.allOfRole],
              ["some", t.onlySome],
            ]}
            onChoose={(which) => setScopes(which === "all" ? null : [])}
          />
          {scopes && (
            <div className="grid grid-cols-2 gap-2">
              {yo.permisos.map((each) => (
                <Checkbox
                  key={each}
                  label={permissions[each]?.[0] ?? each}
                  checked={scopes.includes(each)}
                  onChange={({ target }) =>
                    setScopes(
                      target.checked ? [...scopes, each] : scopes.filter((other) => other !== each),
                    )
                  }
                />
              ))}
            </div>
          )}
          <p className="text-sm text-ink-3">{s.once}</p>
        </>
      )}
    </FormDialog>
  );
}
