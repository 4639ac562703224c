// What the agente has begun to write, for each chat and tab of the composer: in this window at once, on the
// server a moment later, and from there in their other consoles. What is not saved yet is never overwritten.
import { Observable } from "@ventanilla/core";
import type { Tipo, WritingApi } from "../chat/api";
import { Problem } from "../http";
import type { Keep } from "./keep";

type Api = Pick<WritingApi, "borradores" | "guardarBorrador">;

const SAVED_AFTER_MS = 900;
const RETRIED_AFTER_MS = 5_000;

/** Grows where a draft was changed by other hands than the composer's. */
export class Drafts extends Observable<number> {
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly saving = new Set<string>();
  /** Those that this window knows the server to have. */
  private readonly stored = new Set<string>();
  private loading = false;

  constructor(
    private readonly api: Api,
    private readonly keep: Keep,
  ) {
    super(0);
  }

  read(chatId: number, tipo: Tipo): string {
    return this.keep.read(textKey(chatId, tipo)) ?? "";
  }

  /** Whether something waits in that chat, in either tab. */
  has(chatId: number): boolean {
    return this.read(chatId, "respuesta") !== "" || this.read(chatId, "nota") !== "";
  }

  write(chatId: number, tipo: Tipo, texto: string): void {
    const name = nameOf(chatId, tipo);
    if (texto === this.read(chatId, tipo) && !this.isUnsaved(name)) return;
    this.keep.write(textKey(chatId, tipo), texto === "" ? null : texto);
    this.keep.write(unsavedKey(name), "1");
    // An empty one that the server never had needs no saving.
    if (texto === "" && !this.stored.has(name) && !this.saving.has(name)) this.forget(name);
    else this.saveIn(texto === "" ? 0 : SAVED_AFTER_MS, chatId, tipo);
  }

  /** From elsewhere than the composer, which shows it then. */
  replace(chatId: number, tipo: Tipo, texto: string): void {
    this.write(chatId, tipo, texto);
    this.set(this.getSnapshot() + 1);
  }

  /** What waits to be saved is saved now: the page is left. */
  flush(): void {
    for (const name of [...this.timers.keys()]) void this.save(...partsOf(name));
  }

  /** As the server has them, other than what is not saved yet. */
  async load(): Promise<void> {
    if (this.loading) return;
    this.loading = true;
    try {
      const { resultados } = await this.api.borradores();
      const there = new Map(resultados.map((one) => [nameOf(one.chat_id, one.tipo), one.texto]));
      const gone = [...this.stored].filter((name) => !there.has(name));
      let changed = false;
      for (const [name, texto] of [...there, ...gone.map((name) => [name, ""] as const)]) {
        changed = this.learn(name, texto) || changed;
      }
      if (changed) this.set(this.getSnapshot() + 1);
    } catch {
      // What is here stays; the next change or reconnect asks again.
    }
    this.loading = false;
  }

  /** A draft of a chat whose text was kept by a window that died before it was saved. */
  resume(chatId: number): void {
    for (const tipo of ["respuesta", "nota"] as const) {
      const name = nameOf(chatId, tipo);
      if (this.isUnsaved(name) && !this.timers.has(name)) this.saveIn(0, chatId, tipo);
    }
  }

  private learn(name: string, texto: string): boolean {
    const [chatId, tipo] = partsOf(name);
    if (texto === "") this.stored.delete(name);
    else this.stored.add(name);
    if (this.isUnsaved(name) || this.read(chatId, tipo) === texto) return false;
    this.keep.write(textKey(chatId, tipo), texto === "" ? null : texto);
    return true;
  }

  private saveIn(ms: number, chatId: number, tipo: Tipo): void {
    const name = nameOf(chatId, tipo);
    clearTimeout(this.timers.get(name));
    this.timers.set(
      name,
      setTimeout(() => void this.save(chatId, tipo), ms),
    );
  }

  private async save(chatId: number, tipo: Tipo): Promise<void> {
    const name = nameOf(chatId, tipo);
    clearTimeout(this.timers.get(name));
    this.timers.delete(name);
    if (this.saving.has(name)) return this.saveIn(SAVED_AFTER_MS, chatId, tipo);
    const texto = this.read(chatId, tipo);
    this.saving.add(name);
    try {
      await this.api.guardarBorrador(chatId, tipo, texto);
      if (texto === "") this.stored.delete(name);
      else this.stored.add(name);
      if (this.read(chatId, tipo) === texto) this.settled(name);
    } catch (error) {
      if (passes(error)) this.saveIn(RETRIED_AFTER_MS, chatId, tipo);
      else if (!(error instanceof Problem) || error.status !== 401) this.settled(name);
    }
    this.saving.delete(name);
  }

  private isUnsaved(name: string): boolean {
    return this.keep.read(unsavedKey(name)) !== null;
  }

  private forget(name: string): void {
    clearTimeout(this.timers.get(name));
    this.timers.delete(name);
    this.settled(name);
  }

  private settled(name: string): void {
    if (!this.timers.has(name)) this.keep.write(unsavedKey(name), null);
  }
}

/** It may go well the next time. Where the session has ended it waits, unsaved, for the next one. */
const passes = (error: unknown): boolean =>
  !(error instanceof Problem) || ![400, 401, 403, 404, 413, 422].includes(error.status);

const nameOf = (chatId: number, tipo: Tipo): string => `${chatId}.${tipo}`;

function partsOf(name: string): [chatId: number, tipo: Tipo] {
  const [chatId, tipo] = name.split(".") as [string, Tipo];
  return [Number(chatId), tipo];
}

const textKey = (chatId: number, tipo: Tipo): string => `borrador.${nameOf(chatId, tipo)}`;
const unsavedKey = (name: string): string => `sin_guardar.${name}`;
