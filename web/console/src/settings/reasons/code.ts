// What a reason is called on the wire.
import { fold } from "../../ui/fold";

/** «Fuera de plazo» is fuera_de_plazo. */
export const codeOf = (nombre: string): string =>
  fold(nombre)
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 40);
