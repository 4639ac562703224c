// What the server would not have of a form, in its own words.
import { Problem } from "../http";

type Wrong = { campo?: string; detalle?: string };

const wrongs = (error: unknown): Wrong[] =>
  error instanceof Problem && error.codigo === "datos_invalidos"
    ? ((error.body.errores ?? []) as Wrong[])
    : [];

/** What is wrong with that field, or with a part of it. */
export const wrongWith = (error: unknown, campo: string): string | undefined =>
  wrongs(error).find((each) => each.campo?.split(".")[0] === campo)?.detalle;

/** What a refused form says as a whole, where none of these fields says it. */
export function detailOf(error: unknown, fields: readonly string[] = []): string | undefined {
  if (!(error instanceof Problem) || fields.some((campo) => wrongWith(error, campo)))
    return undefined;
  const { detail } = error.body;
  return typeof detail === "string" && detail ? detail : undefined;
}
