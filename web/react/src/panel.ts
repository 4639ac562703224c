// What is drawn, without the host's query cache: the script tag's part that is fetched on opening.

export { insist } from "./insist";
export { Later } from "./later";
export { RootContext } from "./root";
export { Float, type FloatProps } from "./view/Float";
export { WordsProvider } from "./words";
