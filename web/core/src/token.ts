// The cliente's token, held in memory only. The host's callback is asked once for however many
// ask at the same moment.

export type TokenCallback = () => Promise<string | null> | string | null;

export class TokenSource {
  #fetch: TokenCallback;
  #current: string | null = null;
  #pending: Promise<string | null> | null = null;

  constructor(fetch: TokenCallback) {
    this.#fetch = fetch;
  }

  /** A token that the host has just made. */
  fresh(): Promise<string | null> {
    this.#pending ??= Promise.resolve()
      .then(() => this.#fetch())
      .then((token) => {
        this.#current = token;
        return token;
      })
      .finally(() => {
        this.#pending = null;
      });
    return this.#pending;
  }

  /** The last token, or a fresh one where there is none yet. */
  async current(): Promise<string | null> {
    return this.#current ?? this.fresh();
  }

  replace(fetch: TokenCallback): void {
    this.#fetch = fetch;
  }

  forget(): void {
    this.#current = null;
  }
}

/** What a JWT says of its bearer, unchecked: good for a name to show, never for a decision. */
export function claims(token: string): {
  sub?: string;
  nombre?: string;
  [claim: string]: unknown;
} {
  try {
    const body = token.split(".")[1]!.replace(/-/g, "+").replace(/_/g, "/");
    const bytes = Uint8Array.from(atob(body), (char) => char.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return {};
  }
}
