// The console's demo passwords, ready to be copied.
import { useState } from "react";
import type { Agente } from "../server";
import type { Texts } from "./texts";

export function Keys({ t, agentes }: { t: Texts; agentes: Agente[] }) {
  const [copied, setCopied] = useState("");
  const copy = async (agente: Agente) => {
    await navigator.clipboard.writeText(agente.contrasena);
    setCopied(agente.usuario);
    setTimeout(() => setCopied(""), 2000);
  };
  return (
    <div className="keys">
      <h2>{t.keys}</h2>
      {agentes.map((agente) => (
        <p key={agente.usuario}>
          <span>{agente.usuario}</span>
          {/* The clipboard exists on secure origins only; elsewhere the text can still be selected. */}
          {navigator.clipboard ? (
            <button
              type="button"
              onClick={() => copy(agente)}
              aria-label={t.copy(agente.usuario)}
              title={t.copy(agente.usuario)}
            >
              <code>{copied === agente.usuario ? t.copied : agente.contrasena}</code>
            </button>
          ) : (
            <code>{agente.contrasena}</code>
          )}
        </p>
      ))}
      <span className="sr-only" role="status">
        {copied && t.copied}
      </span>
    </div>
  );
}
