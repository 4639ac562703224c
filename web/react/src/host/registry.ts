// One ChatCliente for each cliente of a page, whoever shows it: components come and go, the object
// stays, and each close is told to the host once.

import type {
  ApiLike,
  Cache,
  ChatCliente,
  ChatClienteOptions,
  ChatEvents,
  Usuario,
} from "@ventanilla/core";

export interface HostOptions {
  servidor?: string | undefined;
  token?: (() => Promise<string | null>) | undefined;
  api?: ApiLike | undefined;
  /** Where a cliente's earlier chats are kept once they were fetched. */
  cacheOf?: ((usuario: Usuario) => Cache) | undefined;
  /** Writes what happens on the line to the browser's console. */
  depurar?: boolean | undefined;
}

export interface Listener {
  closed(usuario: Usuario, event: ChatEvents["closed"]): void;
  opened(usuario: Usuario, event: ChatEvents["opened"]): void;
}

/** The class itself, which may have come later than the page. */
export type ChatClienteClass = new (options: ChatClienteOptions) => ChatCliente;

export class Registry {
  /** Replaced on every render of the provider: callbacks are always the newest ones. */
  options: HostOptions = {};
  listener: Listener = { closed: () => {}, opened: () => {} };
  #clientes = new Map<string, { cliente: ChatCliente; users: number }>();

  /** The same object for the same id; opens nothing. */
  get(usuario: Usuario, Class: ChatClienteClass): ChatCliente {
    const key = String(usuario.id);
    const known = this.#clientes.get(key);
    if (known) {
      known.cliente.usuario = usuario;
      return known.cliente;
    }
    const cliente = this.#create(usuario, Class);
    this.#clientes.set(key, { cliente, users: 0 });
    return cliente;
  }

  /** Connected while anybody uses it. Returns the release. */
  use(cliente: ChatCliente): () => void {
    const entry = this.#clientes.get(String(cliente.usuario.id))!;
    entry.users += 1;
    cliente.connect();
    let released = false;
    return () => {
      if (released) return;
      released = true;
      entry.users -= 1;
      // Later: StrictMode and a change of screen let go only to take hold again.
      setTimeout(() => entry.users === 0 && cliente.disconnect());
    };
  }

  #create(usuario: Usuario, Class: ChatClienteClass): ChatCliente {
    const { servidor, token, api, depurar } = this.options;
    const cliente: ChatCliente = new Class({
      usuario,
      ...(servidor ? { servidor } : {}),
      ...(token ? { token: () => this.options.token!() } : {}),
      ...(api ? { api: this.#hostApi() } : {}),
      cache: (key, fetch) => this.options.cacheOf?.(cliente.usuario)(key, fetch) ?? fetch(),
      // biome-ignore lint/suspicious/noConsole: asked for by the host
      ...(depurar ? { log: (line: string) => console.debug(line) } : {}),
    });
    cliente.events.on("closed", (event) => this.listener.closed(cliente.usuario, event));
    cliente.events.on("opened", (event) => this.listener.opened(cliente.usuario, event));
    return cliente;
  }

  #hostApi(): ApiLike {
    return {
      get: (...args) => this.options.api!.get(...args),
      post: (...args) => this.options.api!.post(...args),
    };
  }
}
