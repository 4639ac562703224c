// The panel, which is fetched when it is opened.

export { WordsProvider } from "../words";
export { Float, type FloatProps } from "./Float";
export { Inline } from "./Inline";
