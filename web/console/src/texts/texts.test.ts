import { expect, test } from "vitest";
import { TOPICS, textsIn } from ".";

test("no key is in two topics", () => {
  const keys = Object.values(TOPICS).flatMap((topic) => Object.keys(topic));
  const twice = keys.filter((key, at) => keys.indexOf(key) !== at);
  expect(twice).toEqual([]);
});

test("every text of every topic is in both languages", () => {
  for (const language of ["es", "en"] as const) {
    const words = textsIn(language) as Record<string, unknown>;
    for (const topic of Object.values(TOPICS)) {
      for (const key of Object.keys(topic)) expect(words[key], `${key}, ${language}`).toBeTruthy();
    }
  }
});

test("a language's texts are the same object each time", () => {
  expect(textsIn("en")).toBe(textsIn("en"));
});
