// «(2) Pedidos»: how much is unread, in the title of a page that nobody looks at. The page may change its
// title meanwhile, to one with a number of its own; only what is ours is taken away again.

export class TitleCounter {
  /** The title as we have left it, and without us. */
  #ours: { title: string; bare: string } | null = null;

  count(sinLeer: number): void {
    if (!document.hidden) return;
    if (!this.#ours) document.addEventListener("visibilitychange", this.#seen);
    const bare = this.#bare();
    document.title = `(${sinLeer}) ${bare}`;
    this.#ours = { title: document.title, bare };
  }

  stop(): void {
    if (!this.#ours) return;
    document.removeEventListener("visibilitychange", this.#seen);
    document.title = this.#bare();
    this.#ours = null;
  }

  #bare(): string {
    const { title } = document;
    const ours = this.#ours;
    return ours && title.startsWith(ours.title)
      ? ours.bare + title.slice(ours.title.length)
      : title;
  }

  #seen = (): void => {
    if (!document.hidden) this.stop();
  };
}
