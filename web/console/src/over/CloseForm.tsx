// Why a chat ends, and what its cliente is told last.
import { useTexts } from "../texts";

type Props = {
  razones: readonly (readonly [codigo: string, nombre: string])[];
  razon: string;
  onRazon: (razon: string) => void;
  mensaje: string;
  onMensaje: (mensaje: string) => void;
};

const LONGEST = 2_000;

export function CloseForm({ razones, razon, onRazon, mensaje, onMensaje }: Props) {
  const t = useTexts();
  return (
    <>
      <p className="text-ink-2">{t.closeHelp}</p>
      <fieldset>
        <legend className="mb-1.5 font-medium">{t.closeReason}</legend>
        <div className="flex flex-wrap gap-2">
          {razones.map(([each, nombre]) => (
            <label
              key={each}
              className="flex min-h-8 cursor-pointer items-center rounded-sm border border-line-strong px-3 hover:bg-sunk has-checked:border-accent has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent max-desk:min-h-11"
            >
              <input
                type="radio"
                name="razon_cierre"
                value={each}
                checked={razon === each}
                onChange={() => onRazon(each)}
                className="sr-only"
              />
              <span className="first-letter:uppercase">{nombre}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <label className="flex flex-col gap-1">
        <span className="font-medium">{t.closeMessage}</span>
        <textarea
          rows={2}
          maxLength={LONGEST}
          value={mensaje}
          onChange={(event) => onMensaje(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            event.currentTarget.form?.requestSubmit();
          }}
          className="field resize-none max-desk:text-lg"
        />
        <span className="text-sm text-ink-3">{t.closeMessageHelp}</span>
      </label>
    </>
  );
}
