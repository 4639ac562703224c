// One file on its way to a chat. With an XMLHttpRequest, because fetch tells nobody how far it has come.
import { cookie, Problem, problemOf } from "../http";
import type { Send } from "../live/uploads";
import type { Adjunto } from "../wire";

export const uploadTo =
  (chatId: number): Send =>
  (archivo, { onProgress, signal }) =>
    new Promise<Adjunto>((resolve, reject) => {
      const form = new FormData();
      form.append("archivo", archivo, archivo.name);
      const xhr = new XMLHttpRequest();
      xhr.open("POST", `/api/soporte/chats/${chatId}/adjuntos/`);
      xhr.setRequestHeader("X-CSRFToken", cookie("csrftoken"));
      xhr.upload.onprogress = ({ loaded, total }) => total > 0 && onProgress(loaded / total);
      xhr.onload = () => {
        const answer = parsed(xhr.responseText);
        if (xhr.status >= 200 && xhr.status < 300) resolve(answer as Adjunto);
        else reject(problemOf(xhr.status, answer));
      };
      xhr.onerror = () => reject(new Problem(0, "sin_conexion", ""));
      xhr.onabort = () => reject(new DOMException("Cancelado", "AbortError"));
      signal.addEventListener("abort", () => xhr.abort());
      xhr.send(form);
    });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
