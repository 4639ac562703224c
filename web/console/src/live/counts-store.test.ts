import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Counts, CountsStore } from "./counts-store";

const counts = (abiertos: number) => ({ abiertos }) as Counts;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("many changes are one reading, a second after the last", async () => {
  const read = vi.fn(async () => counts(1));
  const store = new CountsStore(read);
  store.refresh();
  await vi.advanceTimersByTimeAsync(0);
  expect(store.getSnapshot()).toEqual(counts(1));
  for (let n = 0; n < 50; n++) store.refresh();
  await vi.advanceTimersByTimeAsync(900);
  expect(read).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(read).toHaveBeenCalledTimes(2);
});

test("what changes while they are being read is read again", async () => {
  let answer: (value: Counts) => void = () => {};
  const read = vi.fn(() => new Promise<Counts>((done) => (answer = done)));
  const store = new CountsStore(read);
  store.refresh();
  await vi.advanceTimersByTimeAsync(0);
  store.refresh();
  answer(counts(1));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(read).toHaveBeenCalledTimes(2);
  answer(counts(2));
  await vi.advanceTimersByTimeAsync(0);
  expect(store.getSnapshot()).toEqual(counts(2));
});

test("a failure leaves what was shown, and the next change asks again", async () => {
  const read = vi.fn(async () => counts(3));
  const store = new CountsStore(read);
  store.refresh();
  await vi.advanceTimersByTimeAsync(0);
  read.mockRejectedValueOnce(new Error("away"));
  store.refresh();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(store.getSnapshot()).toEqual(counts(3));
  read.mockResolvedValueOnce(counts(4));
  store.refresh();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(store.getSnapshot()).toEqual(counts(4));
});
