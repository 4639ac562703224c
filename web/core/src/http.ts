// The HTTP calls: over the host's own axios-like object, or over fetch with a Bearer token and one
// more try with a fresh one after a 401. Every refusal comes out as an ApiError.

import type { TokenSource } from "./token";
import type { Problema } from "./wire";

/** What axios, ky wrappers and most hosts' clients look like. */
export interface ApiLike {
  get(url: string, config?: unknown): Promise<{ data: unknown; status?: number }>;
  post(url: string, body?: unknown, config?: unknown): Promise<{ data: unknown; status?: number }>;
}

interface HostAnswer {
  status?: number;
  data?: Partial<Problema>;
  headers?: Record<string, unknown>;
}

export class ApiError extends Error {
  readonly status: number;
  readonly codigo: string;
  readonly retryAfterMs: number | undefined;

  constructor(status: number, codigo: string, detail: string, retryAfterMs?: number) {
    super(detail);
    this.name = "ApiError";
    this.status = status;
    this.codigo = codigo;
    this.retryAfterMs = retryAfterMs;
  }
}

export interface Http {
  get<T>(path: string): Promise<T>;
  /** `config` reaches the host's object only. */
  post<T>(path: string, body?: unknown, config?: unknown): Promise<T>;
  blob(path: string): Promise<Blob>;
  /** What a call of our own needs; null where the host's object makes the calls. */
  readonly direct: { servidor: string; token: TokenSource | null } | null;
}

export function fetchHttp(servidor: string, token: TokenSource | null): Http {
  const answered = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const send = async (bearer: string | null) =>
      fetch(servidor + path, {
        method,
        credentials: token ? "omit" : "same-origin",
        headers: {
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
          ...headers(bearer, !token && method !== "GET"),
        },
        body: body === undefined ? null : JSON.stringify(body),
      });
    let response = await send(token ? await token.current() : null);
    if (response.status === 401 && token) response = await send(await token.fresh());
    if (!response.ok) throw await refusal(response);
    return response;
  };
  return {
    direct: { servidor, token },
    get: async (path) => (await answered("GET", path)).json(),
    post: async (path, body) => {
      const response = await answered("POST", path, body ?? {});
      return response.status === 204 ? undefined : response.json();
    },
    blob: async (path) => (await answered("GET", path)).blob(),
  };
}

export function hostHttp(api: ApiLike): Http {
  const unwrap = async <T>(answer: Promise<{ data: unknown }>): Promise<T> => {
    try {
      return (await answer).data as T;
    } catch (error) {
      throw fromHost(error);
    }
  };
  return {
    direct: null,
    get: (path) => unwrap(api.get(path)),
    post: (path, body, config) =>
      unwrap(config ? api.post(path, body, config) : api.post(path, body ?? {})),
    blob: (path) => unwrap(api.get(path, { responseType: "blob" })),
  };
}

/** Why a handshake was refused: the browser does not say, a call to the same server does. */
export async function probe(http: Http): Promise<{ status: number; retryAfterMs?: number }> {
  try {
    await http.post("/api/chat/ticket/");
    return { status: 200 };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { status, retryAfterMs } = error;
    return retryAfterMs === undefined ? { status } : { status, retryAfterMs };
  }
}

export function headers(bearer: string | null, csrf: boolean): Record<string, string> {
  const all: Record<string, string> = { Accept: "application/json, */*" };
  if (bearer) all.Authorization = `Bearer ${bearer}`;
  const cookie =
    csrf && typeof document !== "undefined" && /csrftoken=([^;]+)/.exec(document.cookie);
  if (cookie) all["X-CSRFToken"] = cookie[1]!;
  return all;
}

async function refusal(response: Response): Promise<ApiError> {
  const problem = await response.json().catch(() => null);
  return refused(response.status, problem, response.headers.get("Retry-After"));
}

/** An answer that is none: the server's reason, or at least its status. */
export function refused(
  status: number,
  problem: Partial<Problema> | null | undefined,
  retryAfter: unknown,
): ApiError {
  const { codigo = "desconocido", detail, title } = problem ?? {};
  const wait = Number(retryAfter);
  const afterMs = wait > 0 ? wait * 1000 : undefined;
  return new ApiError(status, codigo, detail ?? title ?? `HTTP ${status}`, afterMs);
}

/** An axios error carries the answer under `response`; anything else never reached the server. */
function fromHost(error: unknown): Error {
  const { response } = error as { response?: HostAnswer };
  if (!response?.status) return error instanceof Error ? error : new Error(String(error));
  return refused(response.status, response.data, response.headers?.["retry-after"]);
}
