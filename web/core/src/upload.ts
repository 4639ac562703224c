// One file on its way to the server, once: with the host's object, or with an XMLHttpRequest, because
// fetch tells nobody how far an upload has come.

import { type Http, headers, refused } from "./http";

export interface UploadOptions {
  /** From 0 to 1. */
  onProgress?(part: number): void;
  signal?: AbortSignal;
  /** Where the calls are our own; for tests. */
  request?(): XMLHttpRequest;
}

/** The server's answer. Throws an ApiError where it refuses, something else where it can't be reached. */
export async function upload<T>(
  http: Http,
  path: string,
  form: FormData,
  options: UploadOptions = {},
): Promise<T> {
  if (!http.direct) return http.post<T>(path, form, hostConfig(options));
  const { servidor, token } = http.direct;
  const sent = (bearer: string | null) =>
    posted(servidor + path, form, headers(bearer, !token), options);
  let xhr = await sent(token ? await token.current() : null);
  if (xhr.status === 401 && token) xhr = await sent(await token.fresh());
  const answer = parsed(xhr.responseText);
  if (xhr.status >= 200 && xhr.status < 300) return answer as T;
  throw refused(xhr.status, answer as object | null, xhr.getResponseHeader("Retry-After"));
}

/** axios turns a form into JSON where the host's instance says JSON; it sets the boundary itself. */
function hostConfig({ onProgress, signal }: UploadOptions): unknown {
  return {
    headers: { "Content-Type": "multipart/form-data" },
    ...(signal ? { signal } : {}),
    onUploadProgress: ({ loaded, total }: { loaded: number; total?: number }) => {
      if (total) onProgress?.(loaded / total);
    },
  };
}

function posted(
  url: string,
  form: FormData,
  head: Record<string, string>,
  { onProgress, signal, request = () => new XMLHttpRequest() }: UploadOptions,
): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const xhr = request();
    const abort = () => xhr.abort();
    signal?.addEventListener("abort", abort);
    xhr.open("POST", url);
    for (const [name, value] of Object.entries(head)) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = ({ loaded, total }) => {
      if (total > 0) onProgress?.(loaded / total);
    };
    xhr.onload = () => resolve(xhr);
    xhr.onerror = () => reject(new TypeError("Sin conexión"));
    xhr.onabort = () => reject(new DOMException("Cancelado", "AbortError"));
    xhr.onloadend = () => signal?.removeEventListener("abort", abort);
    xhr.send(form);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
