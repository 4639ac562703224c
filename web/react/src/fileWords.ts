// What is said of files, and of how large they are.

import { useLaterWords } from "./laterWords";
import type { Idioma } from "./texts";
import { useWords } from "./words";

export function useFileWords() {
  const { idioma, t } = useWords();
  const { files } = useLaterWords();
  return { t, f: files, size: (bytes: number) => sizeIn(idioma, bytes) };
}

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"];

/** «1,2 MB»; the steps are of 1024, as people's computers count. */
export function sizeIn(idioma: Idioma, bytes: number): string {
  let unit = 0;
  let amount = bytes;
  for (; amount >= 1000 && unit < UNITS.length - 1; unit++) amount /= 1024;
  const format = new Intl.NumberFormat(idioma, {
    style: "unit",
    unit: UNITS[unit]!,
    maximumFractionDigits: unit < 2 ? 0 : 1,
  });
  // English writes «2 kB», but «59 byte».
  return format.format(amount).replace("byte", "B");
}
