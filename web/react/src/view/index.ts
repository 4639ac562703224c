// The panel, which is fetched when it is opened.

export { WordsProvider } from "../words";
export { Dressed } from "./Dressed";
export { Float, type FloatProps } from "./Float";
export { Inline } from "./Inline";
