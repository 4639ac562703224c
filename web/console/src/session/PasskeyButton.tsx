// Comes in by a passkey, without a password.
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { codigoOf } from "../http";
import { problemText, useTexts, useTextsOf } from "../texts";
import { Button } from "../ui/Button";
import { logInByPasskey, wasDismissed } from "./passkeys";
import { secondTexts } from "./texts";

type Props = { onIn: () => void | Promise<void>; onProblem: (text: string | null) => void };

export default function PasskeyButton({ onIn, onProblem }: Props) {
  const t = useTexts();
  const s = useTextsOf(secondTexts);
  const [working, setWorking] = useState(false);
  const enter = async () => {
    setWorking(true);
    onProblem(null);
    try {
      await logInByPasskey();
      await onIn();
    } catch (error) {
      if (!wasDismissed(error)) {
        const codigo = codigoOf(error);
        onProblem(codigo === "sin_conexion" ? problemText(t, codigo) : s.unknownPasskey);
      }
    } finally {
      setWorking(false);
    }
  };
  return (
    <Button className="min-h-11" disabled={working} onClick={() => void enter()}>
      <KeyRound size={16} aria-hidden="true" /> {s.byPasskey}
    </Button>
  );
}
