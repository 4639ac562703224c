export { panel } from "../../../react/src/texts/en";
