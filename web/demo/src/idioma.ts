// The language of a demo page: Spanish unless someone chose English, here or with ?idioma=en.
import { useEffect, useState } from "react";

export type Idioma = "es" | "en";
const KEY = "demo-idioma";

export function useIdioma(): [Idioma, (idioma: Idioma) => void] {
  const [idioma, setIdioma] = useState<Idioma>(first);
  useEffect(() => {
    document.documentElement.lang = idioma;
    localStorage.setItem(KEY, idioma);
  }, [idioma]);
  return [idioma, setIdioma];
}

function first(): Idioma {
  const asked = new URLSearchParams(location.search).get("idioma") ?? localStorage.getItem(KEY);
  return asked === "en" ? "en" : "es";
}
