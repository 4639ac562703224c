// The text of a canned reply, a tab for each language, with the variables at hand and a preview.
import { useRef, useState } from "react";
import { filled, valuesOf } from "../../chat/canned";
import { Filled } from "../../chat/Filled";
import { useDesk } from "../../session/desk-context";
import { useTextsOf } from "../../texts";
import { Button, LinkButton } from "../../ui/Button";
import { Field, TextArea } from "../../ui/fields";
import { Menu } from "../../ui/Menu";
import { Tabs } from "../../ui/Tabs";
import type { ChatDetail } from "../../wire";
import { cannedTexts, LANGUAGES, languageName, VARIABLES } from "./texts";

type Props = { textos: Record<string, string>; onChange: (textos: Record<string, string>) => void };

/** A cliente for the preview. */
const SOMEONE = {
  id: 124,
  cliente: { id: 5, nombre: "Eva Montes", atributos: { plan: "Empresa" } },
  tenant: { slug: "acme", nombre: "Acme Logística", color: "" },
} as unknown as ChatDetail;

export function CannedTexts({ textos, onChange }: Props) {
  const t = useTextsOf(cannedTexts);
  const { me } = useDesk();
  const box = useRef<HTMLTextAreaElement>(null);
  const all = Object.keys(textos);
  const [chosen, setChosen] = useState(all[0] ?? "es");
  const current = all.includes(chosen) ? chosen : (all[0] ?? "es");
  const texto = textos[current] ?? "";
  const write = (written: string) => onChange({ ...textos, [current]: written });

  const insert = (name: string) => {
    const at = box.current?.selectionEnd ?? texto.length;
    write(`${texto.slice(0, at)}{{${name}}}${texto.slice(at)}`);
    box.current?.focus();
  };
  const remove = () => {
    const { [current]: _, ...rest } = textos;
    onChange(rest);
  };

  return (
    <div>
      <div className="flex items-end gap-3">
        <div className="min-w-0 flex-1">
          <p className="pb-1 font-medium">{t.text}</p>
        </div>
        <Menu
          label={t.addLanguage}
          align="end"
          items={LANGUAGES.filter(([codigo]) => !all.includes(codigo)).map(([codigo, text]) => ({
            text,
            run: () => {
              onChange({ ...textos, [codigo]: "" });
              setChosen(codigo);
            },
          }))}
          button={(props) => (
            <Button look="quiet" {...props}>
              {t.addLanguage}
            </Button>
          )}
        />
      </div>
      <Tabs
        label={t.languages}
        value={current}
        tabs={all.map((codigo) => [codigo, languageName(codigo)] as const)}
        onChoose={setChosen}
      >
        <div className="mt-3 flex flex-col gap-3">
          <TextArea
            ref={box}
            required
            rows={5}
            maxLength={10_000}
            aria-label={`${t.text}, ${languageName(current)}`}
            value={texto}
            onChange={({ target }) => write(target.value)}
          />
          <Field label={t.variables} hint={t.variablesHelp}>
            {({ id }) => (
              <div id={id} className="flex flex-wrap gap-1.5">
                {VARIABLES.map((name) => (
                  <button
                    key={name}
                    type="button"
                    onClick={() => insert(name)}
                    className="min-h-6 rounded-[5px] border border-line-strong bg-panel px-1.5 font-mono text-xs hover:bg-sunk max-desk:min-h-11"
                  >
                    {`{{${name}}}`}
                  </button>
                ))}
              </div>
            )}
          </Field>
          {texto.trim() && (
            <div className="rounded-md border border-line bg-paper p-3">
              <p className="mb-1 text-xs font-semibold text-ink-3">{t.preview}</p>
              <Filled pieces={filled(texto, valuesOf(SOMEONE, me.nombre))} />
            </div>
          )}
          {all.length > 1 && (
            <LinkButton className="self-start" onClick={remove}>
              {t.removeLanguage}
            </LinkButton>
          )}
        </div>
      </Tabs>
    </div>
  );
}
