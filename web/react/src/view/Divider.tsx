// Lines across the transcript: a day, a close, a new chat.

import type { Cierre } from "@ventanilla/core";
import type { ReactNode } from "react";
import { useWords } from "../words";

export function Divider({ children, strong }: { children: ReactNode; strong?: boolean }) {
  return <div className={`divider${strong ? " strong" : ""}`}>{children}</div>;
}

/** What the server says where the agent wrote nothing of their own. */
const USUAL = "El chat ha sido cerrado por el equipo de soporte";

export function Closed({ cierre, last }: { cierre: Cierre; last: boolean }) {
  const { t } = useWords();
  const reason = t.closeReasons[cierre.razon_cierre ?? ""];
  const own = cierre.mensaje && cierre.mensaje !== USUAL ? cierre.mensaje : null;
  return (
    <>
      <Divider strong>
        {t.closed}
        {reason ? `, ${reason}` : ""}
      </Divider>
      {own && <p className="aside">{own}</p>}
      {last && <p className="aside quiet">{t.goOn}</p>}
    </>
  );
}
