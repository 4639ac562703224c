// The parts that are drawn, without the host's query cache: for panels of one's own, and for the script tag.

export { contextKey } from "./contextKey";
export { Notice } from "./face/Notice";
export { panelTexts } from "./panelTexts";
export { RootContext, useSheet } from "./root";
export type { Idioma, Texts } from "./texts";
export { Composer } from "./view/Composer";
export { Float, type FloatProps } from "./view/Float";
export { Header } from "./view/Header";
export { History } from "./view/History";
export { Inline } from "./view/Inline";
export { Panel } from "./view/Panel";
export { Transcript } from "./view/Transcript";
export { useWords, WordsProvider } from "./words";
