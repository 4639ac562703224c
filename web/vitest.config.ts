// One test run for the whole workspace: files live beside what they test. A test that needs a DOM
// says so in its first line: // @vitest-environment jsdom
import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic" } },
  test: {
    include: ["{core,react,widget,console,demo,docs}/**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    environment: "node",
    restoreMocks: true,
    testTimeout: 10_000,
    fakeTimers: { shouldAdvanceTime: false },
  },
});
