// A Vite plugin that answers the agent's HTTP and WebSocket from a made-up desk: log in as ana with
// the password ana. POST /__dev/… makes things happen (see `happenings`), for screenshots and for play.
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Plugin } from "vite";
import type { InboxFilter } from "../src/desk-api.ts";
import { DeskEnd } from "./desk-line.ts";
import { ANA, BEA, EVA, GUS, morning, TENANTS } from "./scenes.ts";
import { ServerSocket } from "./websocket.ts";

const RAZONES = ["resuelto", "sin_respuesta", "duplicado", "spam", "otro"];
const PEOPLE = { eva: EVA, gus: GUS };
// What the server sends, and no more.
const CSP =
  "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; connect-src 'self' ws:";

export function fakeDesk(): Plugin {
  const desk = new FakeDesk();
  return {
    name: "ventanilla-fake-desk",
    configureServer(server) {
      server.middlewares.use(
        (request, response, next) => void desk.answer(request, response, next),
      );
      desk.listen(server.httpServer as Server | null);
    },
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        response.setHeader("Content-Security-Policy", CSP);
        // The built page is served at /soporte/…, its assets under the static path.
        if (request.url?.startsWith("/soporte"))
          request.url = "/static/ventanilla/console/index.html";
        void desk.answer(request, response, next);
      });
      desk.listen(server.httpServer as Server);
    },
  };
}

class FakeDesk {
  private model = morning();
  private ends = new Set<DeskEnd>();
  private slowMs = 0;
  private failing = 0;
  private refusing = false;

  constructor() {
    this.watch();
  }

  listen(server: Server | null): void {
    server?.on("upgrade", (request: IncomingMessage, stream: Duplex) => {
      if (!request.url?.startsWith("/ws/soporte/")) return;
      if (this.refusing || !isLoggedIn(request))
        return stream.end("HTTP/1.1 401 Unauthorized\r\n\r\n");
      const socket = new ServerSocket(request, stream);
      const end = new DeskEnd(this.model, socket);
      this.ends.add(end);
      socket.onEnd = () => this.ends.delete(end);
    });
  }

  async answer(request: IncomingMessage, response: ServerResponse, next: () => void) {
    const url = new URL(request.url ?? "/", "http://desk");
    const path = url.pathname;
    if (!/^\/(api|_allauth|__dev)\//.test(path)) return next();
    const body = await bodyOf(request);
    if (this.slowMs > 0 && !path.startsWith("/__dev")) {
      await new Promise((done) => setTimeout(done, this.slowMs));
    }
    const [status, answer, headers = {}] = this.route(request, url, body);
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    response.end(JSON.stringify(answer));
  }

  private route(request: IncomingMessage, url: URL, body: Body): Answer {
    const path = url.pathname;
    if (path.startsWith("/__dev/")) return this.happenings(path.slice(7), body);
    if (path.startsWith("/_allauth/")) return allauth(request, path, body);
    if (!isLoggedIn(request)) return problem(401, "no_autenticado");
    if (this.failing > 0) return problem(this.failing, "no_disponible");
    const query = Object.fromEntries(url.searchParams);
    if (path === "/api/soporte/yo/")
      return [200, { agente: ANA, tenants: TENANTS, razones: RAZONES }];
    if (path === "/api/soporte/bandeja/") {
      const filter = { estado: "abierto", ...query } as InboxFilter;
      return [200, this.model.list(filter, query.cursor ?? null)];
    }
    const [, id, rest] = path.match(/^\/api\/(?:soporte\/chats|chat)\/(\d+)\/(.*)$/) ?? [];
    if (!id || !this.model.has(Number(id))) return problem(404, "no_encontrado");
    if (rest === "cerrar/") return this.close(Number(id), body);
    if (rest !== "mensajes/") return [200, this.model.detail(Number(id))];
    const range = Object.fromEntries(Object.entries(query).map(([k, v]) => [k, Number(v)]));
    return [200, this.model.mensajes(Number(id), range)];
  }

  private close(id: number, body: Body): Answer {
    const seen = Number(body.visto_hasta ?? Number.POSITIVE_INFINITY);
    const unseen = this.model.close(
      id,
      ANA,
      String(body.razon_cierre),
      String(body.mensaje ?? ""),
      seen,
    );
    if (unseen.length > 0) return problem(409, "desactualizado", { mensajes: unseen });
    return [200, this.model.chat(id)];
  }

  private happenings(what: string, body: Body): Answer {
    const who = PEOPLE[(body.who as keyof typeof PEOPLE) ?? "eva"];
    const chat = this.model.openChatOf(who)?.chat;
    const typing = { tipo: "cliente", id: who.id, nombre: who.nombre } as const;
    if (what === "say") this.model.say(who, String(body.texto));
    else if (what === "reset") this.reset();
    else if (what === "drop") for (const end of this.ends) end.socket.drop();
    else if (what === "refuse") this.refusing = body.on === true;
    else if (what === "slow") this.slowMs = Number(body.ms);
    else if (what === "fail") this.failing = Number(body.status);
    else if (!chat) return problem(404, "no_encontrado");
    else if (what === "type") {
      this.model.tell(chat.id, { type: "typing", chat_id: chat.id, autor: typing, activo: true });
    } else if (what === "read") this.model.read(chat.id, "cliente", chat.ultimo_seq);
    else if (what === "answer") {
      this.model.reply(chat.id, BEA, String(body.texto), crypto.randomUUID());
    } else if (what === "close") this.model.close(chat.id, BEA, "resuelto", "", chat.ultimo_seq);
    return [200, { chat_id: chat?.id ?? null }];
  }

  private reset(): void {
    for (const end of this.ends) end.socket.drop();
    this.model = morning();
    this.slowMs = this.failing = 0;
    this.refusing = false;
    this.watch();
  }

  private watch(): void {
    this.model.onTold((told) => {
      for (const end of this.ends) end.told(told);
    });
  }
}

type Body = Record<string, unknown>;
type Answer = [status: number, body: unknown, headers?: Record<string, string | string[]>];

const isLoggedIn = (request: IncomingMessage): boolean =>
  request.headers.cookie?.includes("sessionid=ana") ?? false;

function allauth(request: IncomingMessage, path: string, body: Body): Answer {
  if (path.endsWith("/session")) {
    if (request.method === "DELETE") {
      return [401, { status: 401 }, { "Set-Cookie": "sessionid=; Path=/; Max-Age=0" }];
    }
    const status = isLoggedIn(request) ? 200 : 401;
    return [status, { status }, { "Set-Cookie": "csrftoken=abc; Path=/" }];
  }
  if (request.headers["x-csrftoken"] !== "abc") return [403, { status: 403 }];
  if (body.username !== "ana" || body.password !== "ana") {
    const error = { code: "username_password_mismatch", param: "password", message: "mismatch" };
    return [400, { status: 400, errors: [error] }];
  }
  return [200, { status: 200 }, { "Set-Cookie": "sessionid=ana; Path=/; HttpOnly" }];
}

const problem = (status: number, codigo: string, more: Body = {}): Answer => [
  status,
  { status, title: codigo, detail: codigo, codigo, ...more },
];

async function bodyOf(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : {};
}
