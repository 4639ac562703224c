// The HTTP calls: over the host's own axios-like object, or over fetch with a Bearer token and one
// more try with a fresh one after a 401. Every refusal comes out as an ApiError.

import type { TokenSource } from "./token";

/** What axios, ky wrappers and most hosts' clients look like. */
export interface ApiLike {
  get(url: string, config?: unknown): Promise<{ data: unknown; status?: number }>;
  post(url: string, body?: unknown, config?: unknown): Promise<{ data: unknown; status?: number }>;
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
  post<T>(path: string, body?: unknown): Promise<T>;
}

export function fetchHttp(servidor: string, token: TokenSource | null): Http {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const send = async (bearer: string | null) =>
      fetch(servidor + path, {
        method,
        credentials: token ? "omit" : "same-origin",
        headers: headers(bearer, body !== undefined, !token && method !== "GET"),
        body: body === undefined ? null : JSON.stringify(body),
      });
    let response = await send(token ? await token.current() : null);
    if (response.status === 401 && token) response = await send(await token.fresh());
    if (!response.ok) throw await refusal(response);
    return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
  };
  return {
    get: (path) => call("GET", path),
    post: (path, body) => call("POST", path, body ?? {}),
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
    get: (path) => unwrap(api.get(path)),
    post: (path, body) => unwrap(api.post(path, body ?? {})),
  };
}

function headers(bearer: string | null, json: boolean, csrf: boolean): Record<string, string> {
  const all: Record<string, string> = { Accept: "application/json" };
  if (json) all["Content-Type"] = "application/json";
  if (bearer) all.Authorization = `Bearer ${bearer}`;
  const cookie =
    csrf && typeof document !== "undefined" && /csrftoken=([^;]+)/.exec(document.cookie);
  if (cookie) all["X-CSRFToken"] = cookie[1]!;
  return all;
}

async function refusal(response: Response): Promise<ApiError> {
  const body = await response.json().catch(() => ({}));
  const wait = Number(response.headers.get("Retry-After"));
  return new ApiError(
    response.status,
    body.codigo ?? "desconocido",
    body.detail ?? body.title ?? `HTTP ${response.status}`,
    wait > 0 ? wait * 1000 : undefined,
  );
}

/** An axios error carries the answer under `response`; anything else never reached the server. */
function fromHost(error: unknown): Error {
  const response = (error as { response?: { status?: number; data?: Record<string, string> } })
    .response;
  if (!response?.status) return error instanceof Error ? error : new Error(String(error));
  const { codigo = "desconocido", detail = `HTTP ${response.status}` } = response.data ?? {};
  return new ApiError(response.status, codigo, detail);
}
