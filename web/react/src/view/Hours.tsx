// Out of hours: when soporte is there again. It keeps nobody from writing, and goes when they are back.

import type { ChatCliente } from "@ventanilla/core";
import { useEffect, useState } from "react";
import { backAt } from "../backAt";
import { useLaterWords } from "../laterWords";
import { useWords } from "../words";

/** Of `GET /api/chat/soporte/estado/`. */
interface Estado {
  abierto: boolean;
  abre_en: string | null;
  texto: Record<string, string>;
}

interface Props {
  cliente: ChatCliente;
  soporte: "en_linea" | "ausente" | null;
}

/** The longest that a browser's timer waits. */
const LONGEST_MS = 2 ** 31 - 1;

export function Hours({ cliente, soporte }: Props) {
  const { idioma } = useWords();
  const { hours } = useLaterWords();
  const [estado, setEstado] = useState<Estado | null>(null);
  const [turn, setTurn] = useState(0);
  const isAway = soporte === "ausente";

  useEffect(() => {
    if (!isAway) return;
    let isHere = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    cliente.http.get("/api/chat/soporte/estado/").then(
      (answer) => {
        if (!isHere) return;
        const now = answer as Estado;
        setEstado(now);
        if (!now.abre_en) return;
        const left = Date.parse(now.abre_en) - Date.now();
        timer = setTimeout(() => setTurn(turn + 1), Math.min(Math.max(left, 1_000), LONGEST_MS));
      },
      () => {}, // Without an answer nothing is said: the line's own bar tells of trouble.
    );
    return () => {
      isHere = false;
      clearTimeout(timer);
    };
  }, [cliente, isAway, turn]);

  if (!isAway || !estado || estado.abierto) return null;
  const own = estado.texto[idioma] ?? estado.texto.es;
  const back = estado.abre_en ? backAt(estado.abre_en, idioma, hours) : hours.closed;
  return (
    <p className="hours" role="status">
      {own ?? `${back} ${hours.write}`}
    </p>
  );
}
