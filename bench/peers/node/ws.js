// The same job on `ws`. `node ws.js PORT [grouped]`
import http from "node:http";
import { WebSocketServer } from "ws";
import { ack, callerOf, inbox, ready } from "./shapes.js";
import { Store } from "./store.js";

const [port, grouped] = process.argv.slice(2);
const store = new Store({ grouped: grouped === "grouped" });
const chats = new Map(); // chat id → who follows it
const agentes = new Set();

function follow(socket, chatId) {
  if (!chats.has(chatId)) chats.set(chatId, new Set());
  chats.get(chatId).add(socket);
  socket.follows.add(chatId);
}

function leave(socket) {
  agentes.delete(socket);
  for (const chatId of socket.follows) {
    chats.get(chatId).delete(socket);
    if (!chats.get(chatId).size) chats.delete(chatId);
  }
}

const send = (socket, frame) => socket.send(JSON.stringify(frame));

async function serveCliente(socket, { tenant, clienteId }, despues) {
  let chat = null;
  let turn = Promise.resolve(); // one message of a socket after the other
  const say = async ({ uid, texto }) => {
    const mensaje = await store.say(tenant, clienteId, chat?.id ?? null, uid, texto);
    if (chat?.id !== mensaje.chat_id) {
      chat = { id: mensaje.chat_id };
      follow(socket, chat.id);
    }
    send(socket, ack(mensaje));
    const frame = JSON.stringify({ type: "chat_message", ...mensaje });
    for (const other of chats.get(chat.id)) if (other !== socket) other.send(frame);
    const row = JSON.stringify(inbox(tenant, clienteId, mensaje));
    for (const agente of agentes) agente.send(row);
  };
  socket.on("message", (text) => {
    const frame = JSON.parse(text);
    if (frame.type === "chat_message") turn = turn.then(() => say(frame));
    else if (frame.type === "ping") send(socket, { type: "pong", chat_id: chat?.id ?? null });
  });
  chat = await store.find(tenant, clienteId);
  if (chat) follow(socket, chat.id);
  send(socket, ready(chat));
  if (chat && despues !== null)
    for (const mensaje of await store.after(chat.id, Number(despues))) send(socket, { type: "chat_message", ...mensaje });
}

function serveAgente(socket) {
  agentes.add(socket);
  socket.on("message", async (text) => {
    const frame = JSON.parse(text);
    if (frame.type !== "subscribe") return;
    follow(socket, frame.chat_id);
    send(socket, ready(await store.named(frame.chat_id)));
  });
  send(socket, ready(null));
}

const server = http.createServer((_, response) => response.end("ok"));
const sockets = new WebSocketServer({
  noServer: true,
  perMessageDeflate: false,
  handleProtocols: () => "ventanilla.v1",
});

server.on("upgrade", (request, raw, head) => {
  const offered = (request.headers["sec-websocket-protocol"] ?? "").split(/,\s*/);
  const token = offered.find((name) => name.startsWith("token."))?.slice("token.".length);
  const caller = callerOf(token, request.headers.host);
  const url = new URL(request.url, "http://localhost");
  if (!caller || (url.pathname === "/ws/soporte/") !== Boolean(caller.agente)) {
    raw.end("HTTP/1.1 401 Unauthorized\r\n\r\n");
    return;
  }
  sockets.handleUpgrade(request, raw, head, (socket) => {
    socket.follows = new Set();
    socket.on("close", () => leave(socket));
    if (caller.agente) serveAgente(socket);
    else serveCliente(socket, caller, url.searchParams.get("despues"));
  });
});
server.listen(Number(port), "127.0.0.1", 2048);
