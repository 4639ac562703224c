export { panel } from "../../../react/src/texts/es";
