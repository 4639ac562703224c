// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { shortcuts, useShortcut } from "./shortcuts";

const press = (event: KeyboardEvent) => shortcuts.press(event);

beforeEach(() => document.addEventListener("keydown", press));
afterEach(() => {
  document.removeEventListener("keydown", press);
  cleanup();
});

type Props = { keys: string | string[] | null; run: ((key: string) => unknown) | null };

function Shortcut({ keys, run }: Props) {
  useShortcut(keys, "Cerrar", run);
  return null;
}

test("a key runs while its component is there", async () => {
  const run = vi.fn();
  const { unmount } = render(<Shortcut keys="e" run={run} />);
  await userEvent.keyboard("e");
  expect(run).toHaveBeenCalledExactlyOnceWith("e");
  unmount();
  await userEvent.keyboard("e");
  expect(run).toHaveBeenCalledOnce();
  expect(shortcuts.getSnapshot()).toEqual([]);
});

test("no plain key while one types; ⌘K all the same", async () => {
  const [plain, palette] = [vi.fn(), vi.fn()];
  render(
    <>
      <Shortcut keys="e" run={plain} />
      <Shortcut keys="mod+k" run={palette} />
      <input aria-label="texto" />
    </>,
  );
  await userEvent.type(screen.getByRole("textbox"), "e{Control>}k{/Control}");
  expect(plain).not.toHaveBeenCalled();
  expect(palette).toHaveBeenCalledOnce();
});

test("a plain key is not one with Ctrl or Alt", async () => {
  const run = vi.fn();
  render(<Shortcut keys="e" run={run} />);
  await userEvent.keyboard("{Control>}e{/Control}{Alt>}e{/Alt}");
  expect(run).not.toHaveBeenCalled();
});

test.each([
  ["a dialog", <dialog key="over" open />],
  ["a menu", <div key="over" data-float="" />],
])("no key while %s is open", async (_, over) => {
  const run = vi.fn();
  render(
    <>
      <Shortcut keys={["e", "mod+k"]} run={run} />
      {over}
    </>,
  );
  await userEvent.keyboard("e{Control>}k{/Control}");
  expect(run).not.toHaveBeenCalled();
});

test("two keys one after the other", async () => {
  const [both, second] = [vi.fn(), vi.fn()];
  render(
    <>
      <Shortcut keys="t" run={second} />
      <Shortcut keys="g t" run={both} />
    </>,
  );
  await userEvent.keyboard("gt");
  expect(both).toHaveBeenCalledOnce();
  expect(second).not.toHaveBeenCalled();
  await userEvent.keyboard("t");
  expect(second).toHaveBeenCalledOnce();
});

test("who came last has the key, unless it leaves it to others", async () => {
  const order: string[] = [];
  let takes = true;
  const over = () => {
    order.push("over");
    return takes;
  };
  render(
    <>
      <Shortcut keys="Escape" run={() => order.push("under")} />
      <Shortcut keys="Escape" run={over} />
    </>,
  );
  await userEvent.keyboard("{Escape}");
  takes = false;
  await userEvent.keyboard("{Escape}");
  expect(order).toEqual(["over", "over", "under"]);
});

test("what the browser does itself is listed, not run; without keys it is not there", async () => {
  render(
    <>
      <Shortcut keys="Enter" run={null} />
      <Shortcut keys={null} run={vi.fn()} />
    </>,
  );
  expect(shortcuts.getSnapshot().map(({ keys }) => keys)).toEqual([["Enter"]]);
  await userEvent.keyboard("{Enter}");
});
