// A message beside the launcher, for pages without toasts.

import { useCallback, useEffect, useRef } from "react";
import type { Face } from "../face/Face";
import type { Notice } from "../face/Notice";

/** Says it once; it is gone where the panel is `open`. */
export function useNotice(face: { current: Face | null }, open: boolean) {
  const shown = useRef<Notice | null>(null);
  useEffect(() => {
    if (open) shown.current?.hide();
    return () => shown.current?.hide();
  }, [open]);
  return useCallback(
    async (text: string, dismiss: string) => {
      const { Notice } = await import("../face/Notice");
      shown.current?.hide();
      if (face.current) shown.current = new Notice(face.current, { text, dismiss });
    },
    [face],
  );
}
