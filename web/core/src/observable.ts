// The smallest store that React's useSyncExternalStore can read: a value that is replaced, never
// changed, and those who want to know.

export type Unsubscribe = () => void;

export class Observable<T> {
  #value: T;
  #listeners = new Set<() => void>();

  constructor(initial: T) {
    this.#value = initial;
  }

  /** Bound, so that it can be handed to useSyncExternalStore as it is. */
  readonly getSnapshot = (): T => this.#value;

  readonly subscribe = (listener: () => void): Unsubscribe => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  protected set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Named happenings, apart from state: each one is told once to whoever listens at that moment. */
export class Emitter<Events extends Record<string, unknown>> {
  #listeners = new Map<keyof Events, Set<(event: never) => void>>();

  on<K extends keyof Events>(name: K, listener: (event: Events[K]) => void): Unsubscribe {
    const set = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, set);
    set.add(listener as (event: never) => void);
    return () => {
      set.delete(listener as (event: never) => void);
    };
  }

  emit<K extends keyof Events>(name: K, event: Events[K]): void {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) listener(event as never);
  }
}
