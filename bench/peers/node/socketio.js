// The same job on Socket.IO: rooms for chats, one for the inbox. `node socketio.js PORT [grouped]`
import http from "node:http";
import { Server } from "socket.io";
import { ack, callerOf, inbox, ready } from "./shapes.js";
import { Store } from "./store.js";

const [port, grouped] = process.argv.slice(2);
const store = new Store({ grouped: grouped === "grouped" });
const server = http.createServer((_, response) => response.end("ok"));
const io = new Server(server, { transports: ["websocket"], serveClient: false, perMessageDeflate: false });
const roomOf = (chatId) => `chat:${chatId}`;

// An event's name is the frame's type.
const emit = (to, { type, ...frame }) => to.emit(type, frame);

io.use((socket, next) => {
  const { token, despues } = socket.handshake.auth;
  const caller = callerOf(token, socket.handshake.headers.host);
  if (!caller) return next(new Error("no_autenticado"));
  socket.data = { ...caller, despues };
  next();
});

io.on("connection", (socket) => (socket.data.agente ? serveAgente(socket) : serveCliente(socket, socket.data)));

async function serveCliente(socket, { tenant, clienteId, despues }) {
  let chat = null;
  let turn = Promise.resolve(); // one message of a socket after the other
  const say = async ({ uid, texto }) => {
    const mensaje = await store.say(tenant, clienteId, chat?.id ?? null, uid, texto);
    if (chat?.id !== mensaje.chat_id) {
      chat = { id: mensaje.chat_id };
      socket.join(roomOf(chat.id));
    }
    emit(socket, ack(mensaje));
    emit(socket.to(roomOf(chat.id)), { type: "chat_message", ...mensaje });
    emit(io.to("soporte"), inbox(tenant, clienteId, mensaje));
  };
  socket.on("chat_message", (frame) => {
    turn = turn.then(() => say(frame));
  });
  chat = await store.find(tenant, clienteId);
  if (chat) socket.join(roomOf(chat.id));
  emit(socket, ready(chat));
  if (chat && despues !== undefined)
    for (const mensaje of await store.after(chat.id, despues)) emit(socket, { type: "chat_message", ...mensaje });
}

function serveAgente(socket) {
  socket.join("soporte");
  socket.on("subscribe", async ({ chat_id }) => {
    socket.join(roomOf(chat_id));
    emit(socket, ready(await store.named(chat_id)));
  });
  emit(socket, ready(null));
}

server.listen(Number(port), "127.0.0.1", 2048);
