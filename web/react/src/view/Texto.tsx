// What someone wrote, as text; addresses can be followed.

import { useRest } from "./useRest";

export function Texto({ texto }: { texto: string }) {
  const rest = useRest();
  return (
    <p className="texto" dir="auto">
      {rest ? <rest.Linked texto={texto} /> : texto}
    </p>
  );
}
