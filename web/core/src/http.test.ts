// Our own calls: fetch, and the XMLHttpRequest that an upload needs.

import { afterEach, describe, expect, it, vi } from "vitest";
import { fetchHttp, hostHttp } from "./http";
import { TokenSource } from "./token";
import { upload } from "./upload";

afterEach(() => vi.unstubAllGlobals());

const tokens = (...all: (string | null)[]) => new TokenSource(async () => all.shift() ?? null);

/** Answers each request in turn, and keeps what it was asked. */
function requests(...answers: [status: number, body: unknown, retryAfter?: string][]) {
  const asked: { url: string; headers: Record<string, string>; aborted: boolean }[] = [];
  const request = () => {
    const mine = { url: "", headers: {} as Record<string, string>, aborted: false };
    asked.push(mine);
    const answer = answers.shift();
    const xhr = {
      upload: { onprogress: (_: unknown) => {} },
      status: answer?.[0] ?? 0,
      responseText: JSON.stringify(answer?.[1]),
      onload: () => {},
      onerror: () => {},
      onabort: () => {},
      onloadend: () => {},
      open: (_: string, url: string) => {
        mine.url = url;
      },
      setRequestHeader: (name: string, value: string) => {
        mine.headers[name] = value;
      },
      getResponseHeader: () => answer?.[2] ?? null,
      send: () => {
        if (!answer) return;
        xhr.upload.onprogress({ loaded: 3, total: 4 });
        if (answer[0]) xhr.onload();
        else xhr.onerror();
        xhr.onloadend();
      },
      abort: () => {
        mine.aborted = true;
        xhr.onabort();
      },
    };
    return xhr as unknown as XMLHttpRequest;
  };
  return { asked, request };
}

describe("an upload of our own", () => {
  it("says how far it is, with the token, and tries once more with a fresh one", async () => {
    const { asked, request } = requests([401, {}], [201, { id: "a1" }]);
    const progress: number[] = [];
    const http = fetchHttp("http://acme", tokens("old", "new"));
    const onProgress = (part: number) => progress.push(part);
    const answer = await upload(http, "/up/", new FormData(), { request, onProgress });
    expect(answer).toEqual({ id: "a1" });
    expect(asked.map(({ headers }) => headers.Authorization)).toEqual(["Bearer old", "Bearer new"]);
    expect(asked[0]?.url).toBe("http://acme/up/");
    expect(progress).toEqual([0.75, 0.75]);
  });

  it("brings the CSRF token where the session is the identity", async () => {
    vi.stubGlobal("document", { cookie: "a=b; csrftoken=c1" });
    const { asked, request } = requests([201, {}]);
    await upload(fetchHttp("", null), "/up/", new FormData(), { request });
    expect(asked[0]?.headers["X-CSRFToken"]).toBe("c1");
  });

  it("throws the server's reason and how long to wait", async () => {
    const { request } = requests([429, { codigo: "demasiadas_peticiones", detail: "Espera" }, "3"]);
    const call = upload(fetchHttp("", null), "/up/", new FormData(), { request });
    await expect(call).rejects.toMatchObject({
      status: 429,
      codigo: "demasiadas_peticiones",
      message: "Espera",
      retryAfterMs: 3000,
    });
  });

  it("can be broken off, and says when nobody answers", async () => {
    const { asked, request } = requests();
    const abort = new AbortController();
    const call = upload(fetchHttp("", null), "/up/", new FormData(), {
      request,
      signal: abort.signal,
    });
    await Promise.resolve();
    abort.abort();
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
    expect(asked[0]?.aborted).toBe(true);
    const offline = requests([0, null]);
    await expect(
      upload(fetchHttp("", null), "/up/", new FormData(), { request: offline.request }),
    ).rejects.toThrow(TypeError);
  });
});

describe("calls over the host's object", () => {
  it("hand the form, the progress and the signal on", async () => {
    const post = vi.fn(async (_url: string, _body?: unknown, config?: unknown) => {
      (config as { onUploadProgress(e: unknown): void }).onUploadProgress({ loaded: 1, total: 2 });
      return { data: { id: "a1" } };
    });
    const get = vi.fn(async () => ({ data: new Blob(["x"]) }));
    const http = hostHttp({ post, get });
    const onProgress = vi.fn();
    const form = new FormData();
    const { signal } = new AbortController();
    expect(await upload(http, "/up/", form, { onProgress, signal })).toEqual({ id: "a1" });
    expect(post.mock.calls[0]?.[1]).toBe(form);
    expect(post.mock.calls[0]?.[2]).toMatchObject({ signal });
    expect(onProgress).toHaveBeenCalledWith(0.5);
    expect(await (await http.blob("/f/")).text()).toBe("x");
    expect(get).toHaveBeenCalledWith("/f/", { responseType: "blob" });
  });

  it("know how long a 429 wants to be left alone", async () => {
    const refusal = Object.assign(new Error("429"), {
      response: { status: 429, data: {}, headers: { "retry-after": "4" } },
    });
    const http = hostHttp({
      get: () => Promise.reject(refusal),
      post: () => Promise.reject(refusal),
    });
    await expect(http.get("/x/")).rejects.toMatchObject({ status: 429, retryAfterMs: 4000 });
  });
});

describe("calls over fetch", () => {
  const answering = (...answers: Response[]) => {
    const fetched = vi.fn(async (..._: unknown[]) => answers.shift()!);
    vi.stubGlobal("fetch", fetched);
    return fetched;
  };

  it("fetch a file with the token, and once more with a fresh one", async () => {
    const fetched = answering(new Response("{}", { status: 401 }), new Response("bytes"));
    const http = fetchHttp("http://acme", tokens("old", "new"));
    expect(await (await http.blob("/f/")).text()).toBe("bytes");
    const bearers = fetched.mock.calls.map(
      ([, init]) => (init as { headers: Record<string, string> }).headers.Authorization,
    );
    expect(bearers).toEqual(["Bearer old", "Bearer new"]);
  });

  it("throw where the host has no token to give", async () => {
    answering(new Response("{}", { status: 401 }), new Response("{}", { status: 401 }));
    await expect(fetchHttp("", tokens(null, null)).get("/x/")).rejects.toMatchObject({
      status: 401,
    });
    const failing = new TokenSource(() => {
      throw new Error("sin sesión");
    });
    await expect(fetchHttp("", failing).get("/x/")).rejects.toThrow("sin sesión");
  });
});
