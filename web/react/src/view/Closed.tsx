// Where soporte closed a chat: that they did, and what they said.

import type { Cierre } from "@ventanilla/core";
import { useLaterWords } from "../laterWords";
import { Divider } from "./Divider";

/** What the server says where the agent wrote nothing of their own. */
const USUAL = "El chat ha sido cerrado por el equipo de soporte";

export function Closed({ cierre, last }: { cierre: Cierre; last: boolean }) {
  const said = useLaterWords().closed;
  const reason = said.reasons[cierre.razon_cierre ?? ""];
  const own = cierre.mensaje && cierre.mensaje !== USUAL ? cierre.mensaje : null;
  return (
    <>
      <Divider strong>
        {said.byWhom}
        {reason ? `, ${reason}` : ""}
      </Divider>
      {own && <p className="aside">{own}</p>}
      {last && <p className="aside quiet">{said.goOn}</p>}
    </>
  );
}
