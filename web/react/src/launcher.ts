// What stands on a page before the panel is opened, without React: what the script tag starts with.

export { Face, type FaceState } from "./face/Face";
export type { Look, Tema } from "./face/look";
export {
  IDIOMAS,
  type Idioma,
  idiomaFor,
  type LauncherTexts,
  launcherTexts,
  type Texts,
} from "./texts";
