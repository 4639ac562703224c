// «(2) Pedidos»: how much is unread, in the title of a page that nobody looks at. The page may change its
// title meanwhile; only what is ours is taken away again.

const OURS = /^\(\d+\) /;

export class TitleCounter {
  #watching = false;

  count(sinLeer: number): void {
    if (!document.hidden) return;
    if (!this.#watching) document.addEventListener("visibilitychange", this.#seen);
    this.#watching = true;
    document.title = `(${sinLeer}) ${document.title.replace(OURS, "")}`;
  }

  stop(): void {
    if (!this.#watching) return;
    this.#watching = false;
    document.removeEventListener("visibilitychange", this.#seen);
    document.title = document.title.replace(OURS, "");
  }

  #seen = (): void => {
    if (!document.hidden) this.stop();
  };
}
