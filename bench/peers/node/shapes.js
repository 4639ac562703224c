// The frames, as docs/protocol.md has them, and who is calling.
import jwt from "jsonwebtoken";

const SECRET = process.env.TOKEN_SECRET;

export const ready = (chat) => ({
  type: "ready",
  chat_id: chat?.id ?? null,
  ultimo_seq: chat?.ultimo_seq ?? 0,
  cerrado: chat?.cerrado ?? false,
});

export const ack = ({ uid, chat_id, seq, creado_en }) => ({ type: "ack", uid, chat_id, seq, creado_en });

export const inbox = (tenant, clienteId, mensaje) => ({
  type: "inbox",
  evento: "chat_message",
  reapertura: false,
  chat: {
    id: mensaje.chat_id,
    tenant: { slug: tenant },
    cliente: { id: clienteId, nombre: "" },
    cerrado: false,
    ultimo_seq: mensaje.seq,
    ultimo_texto: mensaje.texto.slice(0, 200),
    ultima_actividad: mensaje.creado_en,
  },
});

// {tenant, clienteId} of a cliente of that host's tenant, {agente} of soporte, null of nobody.
export function callerOf(token, host) {
  try {
    const claims = jwt.verify(token, SECRET, { algorithms: ["HS256"] });
    if (claims.aud === "soporte") return { agente: claims.sub };
    const tenant = host.split(".")[0];
    return claims.aud === tenant ? { tenant, clienteId: claims.sub } : null;
  } catch {
    return null;
  }
}
