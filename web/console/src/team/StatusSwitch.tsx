// In line or away, by one's own word; and how many chats one has, of how many.
import { useDesk } from "../session/desk-context";
import { toasts } from "../shell/toasts";
import { useTexts, useTextsOf } from "../texts";
import { Segmented } from "../ui/Segmented";
import { teamTexts } from "./texts";
import type { Teammate } from "./use-team";

export default function StatusSwitch({ me }: { me: Teammate | undefined }) {
  const t = useTextsOf(teamTexts);
  const common = useTexts();
  const desk = useDesk();
  const choose = (estado: "en_linea" | "ausente") => {
    if (!desk.socket.send({ type: "status", estado, automatico: false }))
      toasts.show({ title: common.offline });
  };
  return (
    <>
      <Segmented<"en_linea" | "ausente">
        className="px-2 pt-1.5"
        label={t.state}
        value={me?.estado === "ausente" ? "ausente" : "en_linea"}
        onChoose={choose}
        options={[
          ["en_linea", t.inLine],
          ["ausente", t.away],
        ]}
      />
      <p className="px-2 pt-1 pb-2 text-sm text-ink-3">
        {me ? t.load(me.abiertos, me.capacidad) : t.stateHelp}
      </p>
    </>
  );
}
