// What is fetched right after the panel: see useRest.ts.

export { useWords } from "../words";
export { Closed } from "./Closed";
export { EarlierMessages } from "./EarlierMessages";
export { Failure } from "./Failure";
export { Hours } from "./Hours";
export { LineBar } from "./LineBar";
export { Linked } from "./Linked";
export { default as css } from "./rest.css?inline";
export { Writing } from "./Writing";
