// One way to the server: same-origin JSON with the session cookie and, on writes, its CSRF token.
// Every refusal, the network's included, is thrown as a Problem with its `codigo`.

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly codigo: string,
    readonly detail: string,
    readonly body: Record<string, unknown> = {},
  ) {
    super(`${codigo}: ${detail}`);
    this.name = "Problem";
  }
}

export const codigoOf = (error: unknown): string =>
  error instanceof Problem ? error.codigo : "desconocido";

export type Request = (method: string, path: string, body?: unknown) => Promise<unknown>;

export const request: Request = async (method, path, body) => {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (method !== "GET") headers["X-CSRFToken"] = cookie("csrftoken");
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: "same-origin",
      body: body === undefined ? null : JSON.stringify(body),
    });
  } catch {
    throw new Problem(0, "sin_conexion", "the server could not be reached");
  }
  const answer = await readJson(response);
  if (response.ok) return answer;
  throw problemOf(response.status, answer);
};

export function problemOf(status: number, answer: unknown): Problem {
  const body = isRecord(answer) ? answer : {};
  const codigo =
    typeof body.codigo === "string" ? body.codigo : (CODIGOS[status] ?? "error_interno");
  return new Problem(status, codigo, typeof body.detail === "string" ? body.detail : "", body);
}

// A proxy in between answers without our problem+json; its status still tells what to do.
const CODIGOS: Record<number, string> = {
  401: "no_autenticado",
  403: "prohibido",
  404: "no_encontrado",
  413: "demasiado_grande",
  429: "demasiadas_peticiones",
  502: "no_disponible",
  503: "no_disponible",
  504: "no_disponible",
};

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const hasCookie = (name: string): boolean => cookie(name) !== "";

export function cookie(name: string): string {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}
