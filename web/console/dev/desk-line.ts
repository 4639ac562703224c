// The made-up desk's end of /ws/soporte/: one agente's connection to the model.
import type { ClientFrame, ServerFrame } from "../src/wire.ts";
import type { DeskModel, Told } from "./desk-model.ts";
import { ANA } from "./scenes.ts";
import type { ServerSocket } from "./websocket.ts";

const LATIDO_S = 20;

export class DeskEnd {
  private readonly follows = new Set<number>();

  constructor(
    private readonly model: DeskModel,
    readonly socket: ServerSocket,
  ) {
    socket.onText = (text) => this.receive(JSON.parse(text) as ClientFrame);
    this.ready(null);
  }

  told({ chatId, frame }: Told): void {
    if (frame.type === "inbox" || this.follows.has(chatId)) this.send(frame);
  }

  private receive(frame: ClientFrame): void {
    if (frame.type === "status" || frame.type === "viewing") return;
    const chatId = frame.chat_id ?? 0;
    if (frame.type === "ping") this.pong(frame.chat_id ?? null);
    else if (!this.model.has(chatId)) return;
    else if (frame.type === "unsubscribe") this.follows.delete(chatId);
    else if (frame.type === "subscribe") this.follow(chatId, frame.despues);
    else if (frame.type === "read") this.model.read(chatId, "soporte", frame.seq);
    else if (frame.type === "chat_message") this.say(chatId, frame.uid, frame.texto);
  }

  private follow(chatId: number, despues: number | undefined): void {
    this.ready(chatId);
    if (despues !== undefined) {
      const { resultados } = this.model.mensajes(chatId, { despues, limite: 10_000 });
      for (const mensaje of resultados) this.send({ type: "chat_message", ...mensaje });
    }
    this.follows.add(chatId);
  }

  private say(chat_id: number, uid: string, texto: string): void {
    this.follows.delete(chat_id); // its own connection gets the ack, not the message
    const mensaje = this.model.reply(chat_id, ANA, texto, uid);
    this.follows.add(chat_id);
    if (mensaje) {
      const { seq, creado_en } = mensaje;
      this.send({ type: "ack", uid, chat_id, seq, creado_en });
    } else this.send({ type: "error", codigo: "chat_cerrado", detail: "closed", uid });
  }

  private ready(chatId: number | null): void {
    const chat = chatId === null ? null : this.model.chat(chatId);
    this.send({
      type: "ready",
      chat_id: chatId,
      ultimo_seq: chat?.ultimo_seq ?? 0,
      cerrado: chat?.cerrado ?? false,
      epoca: "1",
      latido: LATIDO_S,
      leido_cliente: chat?.leido_cliente ?? 0,
      leido_soporte: chat?.leido_soporte ?? 0,
    });
  }

  private pong(chat_id: number | null): void {
    const ultimo_seq = chat_id === null ? 0 : this.model.chat(chat_id).ultimo_seq;
    this.send({ type: "pong", chat_id, ultimo_seq });
  }

  private send(frame: ServerFrame): void {
    this.socket.send(JSON.stringify(frame));
  }
}
