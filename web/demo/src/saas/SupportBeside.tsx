// The chat beside a record: what is written here reaches soporte with the record attached.
import { ChatConSoporteContextual } from "@ventanilla/react";
import { useId, useMemo, useState } from "react";
import type { Entry, Section } from "./records";
import type { ScreenProps } from "./Screen";
import { useUsuario } from "./Support";

type Props = ScreenProps & { section: Section; entry: Entry };

export function SupportBeside({ persona, section, entry, t }: Props) {
  // Beside the record where there is room; behind its button on a small screen.
  const [open, setOpen] = useState(() => matchMedia("(min-width: 1080px)").matches);
  const panel = useId();
  const usuario = useUsuario(persona);
  const contexto = useMemo(
    () => ({
      tipo: section.tipo,
      id: entry.id,
      titulo: `${t.tipos[section.tipo]} ${entry.id}`,
      pantalla: t.sections[section.path],
      url: `${location.origin}${location.pathname}#/${section.path}/${entry.id}`,
    }),
    [section, entry, t],
  );
  const ask = t.askAbout(t.this[section.tipo]);
  return (
    <section className="beside" aria-label={ask}>
      <div className="beside-head">
        {open && <h2>{ask}</h2>}
        <button
          type="button"
          className={open ? "link" : "button"}
          aria-expanded={open}
          aria-controls={panel}
          onClick={() => setOpen(!open)}
        >
          {open ? t.askHide : ask}
        </button>
      </div>
      <div id={panel} className="beside-panel" hidden={!open}>
        {open && (
          <ChatConSoporteContextual usuario={usuario} contexto={contexto} modo="incrustado" />
        )}
      </div>
    </section>
  );
}
