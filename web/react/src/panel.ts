// The parts that are drawn, without the host's query cache: what the script tag is made of.

export { dressed, Shadow } from "./Shadow";
export { type Idioma, idiomaFor, type Texts, textsFor } from "./texts";
export type { Tema } from "./theme";
export { Floating, type FloatingProps } from "./view/Floating";
export type { Look } from "./view/Frame";
export { Inline } from "./view/Inline";
export { contextKey, Panel } from "./view/Panel";
export { useWords, WordsProvider } from "./words";
