// Tells the server when nobody has touched this tab for a while. Draws nothing.
import { useEffect } from "react";
import { useDesk } from "../session/desk-context";
import { IdleWatch } from "./idle";
import { useAjustes } from "./use-settings";

export default function Presence() {
  const desk = useDesk();
  const minutes = useAjustes().data?.ausente_min ?? 0;
  useEffect(() => {
    if (minutes === 0) return;
    const watch = new IdleWatch(minutes, (idle) => {
      desk.socket.send({
        type: "status",
        estado: idle ? "ausente" : "en_linea",
        automatico: true,
      });
    });
    watch.start();
    const undo = desk.on("resumed", watch.again);
    return () => {
      watch.stop();
      undo();
    };
  }, [desk, minutes]);
  return null;
}
