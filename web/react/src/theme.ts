// Light or dark, and the tenant's colour with an ink that can be read on it.

import { type RefObject, useEffect, useLayoutEffect, useState } from "react";
import { inkOn } from "./contrast";

export type Tema = "claro" | "oscuro" | "auto";

const DARK = "(prefers-color-scheme: dark)";

export function useTheme(tema: Tema): "claro" | "oscuro" {
  const [dark, setDark] = useState(
    () => typeof matchMedia === "function" && matchMedia(DARK).matches,
  );
  useEffect(() => {
    if (tema !== "auto" || typeof matchMedia !== "function") return;
    const media = matchMedia(DARK);
    const update = () => setDark(media.matches);
    update();
    media.addEventListener("change", update);
    return () => media.removeEventListener("change", update);
  }, [tema]);
  return tema === "auto" ? (dark ? "oscuro" : "claro") : tema;
}

/** The colour may come from a prop or from the page's `--chat-color`, in any notation, so the browser
 * is asked what it makes of it. `accent-color` carries it, because that computes to a plain colour. */
export function useInk(
  ref: RefObject<HTMLElement | null>,
  color: string | undefined,
  theme: string,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: both change what the browser computes
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const { accentColor } = getComputedStyle(element);
    element.style.setProperty("--marca-ink", inkOn(accentColor || "#0b6e4f"));
  }, [ref, color, theme]);
}
