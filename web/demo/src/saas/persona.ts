// Who is signed in, in this tab alone (sessionStorage): two tabs can be two people. ?persona=5 signs in by address.
import { useEffect, useState } from "react";
import type { Persona } from "../server";

const KEY = "demo-persona";

export function usePersona(personas: Persona[]): [Persona | null, (persona: Persona) => void] {
  const [id, setId] = useState(fromAddressOrTab);
  useEffect(() => {
    if (id !== null) sessionStorage.setItem(KEY, id);
    const address = new URL(location.href);
    // The address would otherwise sign the same person in again after someone else was chosen.
    if (address.searchParams.has("persona")) {
      address.searchParams.delete("persona");
      history.replaceState(null, "", address);
    }
  }, [id]);
  const persona = personas.find((one) => String(one.cliente_id) === id) ?? null;
  return [persona, (chosen) => setId(String(chosen.cliente_id))];
}

function fromAddressOrTab(): string | null {
  return new URLSearchParams(location.search).get("persona") ?? sessionStorage.getItem(KEY);
}
