// Opens the palette when it is asked for, wherever that is.
import { lazy, Suspense, useEffect, useState } from "react";
import { OPEN_EVENT } from "./commands";

const Palette = lazy(() => import("./Palette"));

export function PaletteHost() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const show = () => setOpen(true);
    addEventListener(OPEN_EVENT, show);
    return () => removeEventListener(OPEN_EVENT, show);
  }, []);
  return <Suspense fallback={null}>{open && <Palette onClose={() => setOpen(false)} />}</Suspense>;
}
