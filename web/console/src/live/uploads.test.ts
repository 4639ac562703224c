import { expect, test, vi } from "vitest";
import { Problem } from "../http";
import { MAX_FILES, type Send, Uploads } from "./uploads";

const file = (name: string, size = 4) => {
  const made = new File(["hola"], name);
  Object.defineProperty(made, "size", { value: size });
  return made;
};

/** Uploads that the test lets go, one by one. */
function world() {
  const waiting = new Map<
    string,
    { done: () => void; fail: (error: unknown) => void; signal: AbortSignal }
  >();
  const send: Send = (archivo, { signal }) =>
    new Promise((resolve, reject) => {
      const { name: nombre } = archivo;
      const adjunto = { id: nombre, nombre, tipo: "text/plain", bytes: 4, url: "/" };
      waiting.set(nombre, { done: () => resolve(adjunto), fail: reject, signal });
    });
  const uploads = new Uploads(send);
  const states = () =>
    uploads.getSnapshot().map(({ nombre, state }) => `${nombre} ${state.status}`);
  return { uploads, waiting, states };
}

test("two go at a time, and the message takes them in their order", async () => {
  const { uploads, waiting } = world();
  uploads.add(["a", "b", "c"].map((name) => file(name)));
  expect([...waiting.keys()]).toEqual(["a", "b"]);
  waiting.get("b")?.done();
  await vi.waitFor(() => expect([...waiting.keys()]).toEqual(["a", "b", "c"]));
  expect(uploads.areReady).toBe(false);
  waiting.get("a")?.done();
  waiting.get("c")?.done();
  await vi.waitFor(() => expect(uploads.areReady).toBe(true));
  expect(uploads.take().map(({ id }) => id)).toEqual(["a", "b", "c"]);
  expect(uploads.getSnapshot()).toEqual([]);
});

test("one that fails says why, and goes again when asked", async () => {
  const { uploads, waiting, states } = world();
  uploads.add([file("a")]);
  waiting.get("a")?.fail(new Problem(422, "datos_invalidos", "Ese archivo no vale."));
  await vi.waitFor(() => expect(states()).toEqual(["a failed"]));
  expect(uploads.getSnapshot()[0]?.state).toMatchObject({ detail: "Ese archivo no vale." });
  uploads.retry("1");
  waiting.get("a")?.done();
  await vi.waitFor(() => expect(states()).toEqual(["a ready"]));
});

test("one that is taken off is broken off", async () => {
  const { uploads, waiting, states } = world();
  uploads.add([file("a")]);
  uploads.remove("1");
  expect(waiting.get("a")?.signal.aborted).toBe(true);
  expect(states()).toEqual([]);
});

test("what is too large or too many is not sent", () => {
  const { uploads, waiting, states } = world();
  uploads.add([file("grande", 11 * 1024 * 1024)]);
  uploads.add(Array.from({ length: MAX_FILES }, (_, n) => file(`${n}`)));
  expect(states().filter((state) => state.endsWith("failed"))).toEqual([
    "grande failed",
    "9 failed",
  ]);
  expect([...waiting.keys()]).toEqual(["0", "1"]);
});
