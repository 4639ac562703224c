// @vitest-environment jsdom
import { cleanup, createEvent, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Composer } from "./Composer";

function aChat(draft = "") {
  const kept = { draft };
  return {
    get draft() {
      return kept.draft;
    },
    keepDraft: vi.fn((texto: string) => {
      kept.draft = texto;
    }),
    say: vi.fn(),
    composing: vi.fn(),
  };
}

const box = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Escribe a Eva" });

const show = (chat: ReturnType<typeof aChat>, draftVersion = 0) =>
  render(<Composer chat={chat} name="Eva" draftVersion={draftVersion} />);

afterEach(cleanup);

describe("the composer", () => {
  test("sends with Enter and is empty afterwards", async () => {
    const chat = aChat();
    show(chat);
    await userEvent.type(box(), "Hola{Enter}");
    expect(chat.say).toHaveBeenCalledExactlyOnceWith("Hola");
    expect(box().value).toBe("");
    expect(chat.draft).toBe("");
  });

  test("breaks the line with Shift and Enter, and sends the text as it was written", async () => {
    const chat = aChat();
    show(chat);
    await userEvent.type(box(), " uno{Shift>}{Enter}{/Shift}dos {Enter}");
    expect(chat.say).toHaveBeenCalledExactlyOnceWith(" uno\ndos ");
  });

  test("leaves Enter to an input method that is composing", () => {
    const chat = aChat("にほん");
    show(chat);
    const enter = createEvent.keyDown(box(), { key: "Enter", isComposing: true });
    fireEvent(box(), enter);
    expect(chat.say).not.toHaveBeenCalled();
    expect(enter.defaultPrevented).toBe(false);
  });

  test("sends nothing where there is nothing to send", async () => {
    const chat = aChat();
    show(chat);
    await userEvent.type(box(), "   {Enter}");
    expect(chat.say).not.toHaveBeenCalled();
  });

  test("begins with the draft of its chat and keeps what is typed", async () => {
    const chat = aChat("Voy a ");
    show(chat);
    await userEvent.type(box(), "mirarlo");
    expect(chat.draft).toBe("Voy a mirarlo");
    expect(chat.composing).toHaveBeenCalled();
  });

  test("takes over a draft that was changed elsewhere", () => {
    const chat = aChat();
    const { rerender } = show(chat);
    chat.keepDraft("lo que no se pudo enviar");
    rerender(<Composer chat={chat} name="Eva" draftVersion={1} />);
    expect(box().value).toBe("lo que no se pudo enviar");
  });

  test("says by how much a text is too long, and does not send it", async () => {
    const chat = aChat("a".repeat(10_003));
    show(chat);
    await userEvent.type(box(), "{Enter}");
    expect(screen.getByText("Sobran 3 caracteres")).toBeTruthy();
    expect(chat.say).not.toHaveBeenCalled();
  });
});
