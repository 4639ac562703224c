import { expect, test } from "vitest";
import { TOPICS } from ".";

test("no two topics say something under one name", () => {
  const names = TOPICS.flatMap((topic) => Object.keys(topic));
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});
