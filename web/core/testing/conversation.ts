// A person with two tabs, a browser that fails them, and a server that does too: what the property of
// exactly-once is tried on. Words and files are numbered, so that each can be looked for.

import { vi } from "vitest";
import { Adjuntos } from "../src/adjuntos";
import { ChatCliente } from "../src/cliente";
import { FakeBrowser, type FakePage, FakeServer } from "./fakes";

export type Step =
  | { do: "type" | "attach" | "send" | "edit" | "retry"; tab: 0 | 1 }
  | { do: "reload" | "drop" | "wake" | "freeze"; tab: 0 | 1 }
  | { do: "crash"; tab: 0 | 1; writes: number }
  | {
      do: "close" | "reply" | "down" | "up" | "mute" | "hear" | "deaf" | "busy" | "refuse" | "calm";
    }
  | { do: "break" | "mend" }
  | { do: "pass"; ms: number };

export class Tab {
  cliente!: ChatCliente;
  adjuntos!: Adjuntos;
  page!: FakePage;

  constructor(
    private readonly server: FakeServer,
    private readonly browser: FakeBrowser,
  ) {
    this.load();
  }

  load(): void {
    const { server, browser } = this;
    this.page?.crash();
    this.cliente?.disconnect();
    this.page = browser.page(server);
    const { local, outbox, env } = this.page;
    this.cliente = new ChatCliente({
      usuario: { id: 5, nombre: "Eva" },
      servidor: "http://acme.localhost",
      token: async () => "jwt",
      api: server.api,
      storage: { local, outbox },
      env,
    });
    this.adjuntos = new Adjuntos(this.cliente, { maxArchivos: 1000 });
    this.cliente.connect();
  }

  get failed(): string[] {
    const { outbox } = this.cliente.getSnapshot();
    return outbox.filter(({ state }) => state.status === "failed").map(({ entry }) => entry.uid);
  }
}

const settled = () => vi.advanceTimersByTimeAsync(0);

export class Conversation {
  readonly server = new FakeServer();
  readonly browser = new FakeBrowser();
  readonly tabs = [new Tab(this.server, this.browser), new Tab(this.server, this.browser)] as const;
  /** What reached the storage, and so may not be lost whatever comes. */
  readonly words: string[] = [];
  readonly files: string[] = [];
  #said = 0;
  #last: 0 | 1 | null = null;

  async take(step: Step): Promise<void> {
    if (step.do === "pass") await vi.advanceTimersByTimeAsync(step.ms);
    else if ("tab" in step) await this.#inTab(step);
    else await this.#around(step.do);
  }

  /** The storage works, no page is dead, and nothing is on its way between two places. */
  async reload(): Promise<void> {
    this.browser.broken = false;
    await settled();
    for (const tab of this.tabs) tab.load();
    await vi.advanceTimersByTimeAsync(10);
  }

  /** Everybody does their part, and the person sends what is still in the composer. */
  async finish(): Promise<void> {
    Object.assign(this.server, { down: false, mute: false, deaf: false, refuseMessages: null });
    await vi.advanceTimersByTimeAsync(180_000);
    for (const uid of this.tabs[0].failed) this.tabs[0].cliente.retry(uid);
    this.#send(this.tabs[0]);
    await vi.advanceTimersByTimeAsync(180_000);
    await this.reload();
    await vi.advanceTimersByTimeAsync(60_000);
  }

  /** Composer, outbox and log together; a message that is in two of them is one message. */
  get everything(): { words: string[]; files: string[] } {
    const { values } = this.browser;
    const messages = new Map<string, { texto: string; adjuntos?: { nombre: string }[] }>();
    for (const { cliente } of this.tabs) {
      for (const { entry } of cliente.getSnapshot().outbox) messages.set(entry.uid, entry);
    }
    for (const { mensajes } of this.server.chats) {
      for (const mensaje of mensajes) messages.set(mensaje.uid, mensaje);
    }
    const all = [...messages.values()];
    const drafted = [...values].filter(([key]) => key.includes(":adjunto:"));
    const texts = [this.tabs[0].cliente.draft(), ...all.map(({ texto }) => texto)];
    return {
      words: texts.flatMap((texto) => texto.match(/t\d+/g) ?? []),
      files: [
        ...drafted.map(([, value]) => JSON.parse(value).nombre),
        ...all.flatMap(({ adjuntos = [] }) => adjuntos.map(({ nombre }) => nombre)),
      ],
    };
  }

  async #inTab(step: Extract<Step, { tab: 0 | 1 }>): Promise<void> {
    // One person has two tabs, and two hands, but not within one microtask.
    if (this.#last !== step.tab) await settled();
    this.#last = step.tab;
    const tab = this.tabs[step.tab];
    if (!tab.page.isAlive) tab.load();
    const { cliente, page } = tab;
    const [failed] = this.browser.broken ? [] : tab.failed;
    if (step.do === "type") this.#type(tab);
    else if (step.do === "attach") this.#attach(tab);
    else if (step.do === "send") this.#send(tab);
    else if (step.do === "edit") failed && cliente.edit(failed);
    else if (step.do === "retry") failed && cliente.retry(failed);
    else if (step.do === "reload") tab.load();
    else if (step.do === "drop") this.server.live[step.tab]?.cut();
    else if (step.do === "wake") page.wake();
    else if (step.do === "freeze") page.freeze();
    else if (step.do === "crash") page.crashAfter(step.writes);
  }

  #type({ cliente, page }: Tab): void {
    const word = `t${this.#said++}`;
    cliente.setDraft("", `${cliente.draft()} ${word}`.trim());
    if (page.isAlive) this.words.push(word);
  }

  #attach({ adjuntos, page }: Tab): void {
    const name = `f${this.#said++}`;
    adjuntos.add([new File(["x"], name)]);
    if (page.isAlive) this.files.push(name);
  }

  #send({ cliente, adjuntos }: Tab): void {
    const texto = cliente.draft();
    const taken = adjuntos.take();
    if (texto || taken.length > 0) cliente.say(texto, { adjuntos: taken });
  }

  async #around(what: Exclude<Step, { tab: 0 | 1 } | { do: "pass" }>["do"]): Promise<void> {
    const { server, browser } = this;
    if (what === "close") server.close();
    else if (what === "reply") server.reply("respuesta");
    else if (what === "down") {
      server.down = true;
      server.cutAll();
    } else if (what === "up") server.down = false;
    else if (what === "mute") server.mute = true;
    else if (what === "hear") server.mute = server.deaf = false;
    else if (what === "deaf") server.deaf = true;
    else if (what === "busy") server.refuseMessages = "no_disponible";
    else if (what === "refuse") server.refuseMessages = "datos_invalidos";
    else if (what === "calm") server.refuseMessages = null;
    else {
      await settled();
      browser.broken = what === "break";
    }
  }
}
