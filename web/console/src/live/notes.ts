// The notes of one chat, as the server has them: each time the chat is followed again they are read anew,
// and what comes meanwhile is newer.
import type { WritingApi } from "../chat/api";
import type { wire } from "../wire";

export class Notes {
  items: readonly wire.Nota[] = [];
  private reading = 0;

  constructor(
    private readonly chatId: number,
    private readonly api: Pick<WritingApi, "notas">,
    private readonly changed: () => void,
  ) {}

  async load(): Promise<void> {
    const reading = ++this.reading;
    try {
      let cursor: string | null = null;
      do {
        const page: wire.Notas = await this.api.notas(this.chatId, cursor);
        if (reading !== this.reading) return;
        for (const nota of page.resultados) this.put(nota);
        cursor = page.siguiente;
      } while (cursor);
      this.changed();
    } catch {
      // The chat is readable without them; the next `ready` asks again.
    }
  }

  /** As a frame or an answer tells it. */
  learn(nota: wire.Nota): void {
    this.put(nota);
    this.changed();
  }

  private put(nota: wire.Nota): void {
    const before = this.items.find(({ id }) => id === nota.id);
    if (before && age(before) > age(nota)) return;
    const others = this.items.filter(({ id }) => id !== nota.id);
    this.items = [...others, nota].sort((a, b) => a.id - b.id);
  }
}

/** Of two tellings of one note the later one is true. */
const age = (nota: wire.Nota): string => nota.borrado_en ?? nota.editado_en ?? nota.creado_en;
