// What is fetched right after the panel: see useRest.ts.

import { fetchLaterWords, type UseWords } from "../laterWords";
import type { Idioma } from "../texts";
import { Closed } from "./Closed";
import { EarlierMessages } from "./EarlierMessages";
import { Failure } from "./Failure";
import { Hours } from "./Hours";
import { LineBar } from "./LineBar";
import { Linked } from "./Linked";
import css from "./rest.css?inline";
import { Writing } from "./Writing";

export async function ready(idioma: Idioma, words: UseWords) {
  await fetchLaterWords(idioma, words);
  return { css, Closed, EarlierMessages, Failure, Hours, LineBar, Linked, Writing };
}
