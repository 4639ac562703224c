// The door of the made-up SaaS: one chooses a person, and is in.
import type { Persona, Tenant } from "../server";
import { Avatar, TenantMark } from "./Squares";
import type { Texts } from "./texts";

type Props = {
  tenant: Tenant;
  personas: Persona[];
  t: Texts;
  onChoose: (persona: Persona) => void;
};

export function SignIn({ tenant, personas, t, onChoose }: Props) {
  return (
    <main className="sign-in">
      <p className="tenant">
        <TenantMark tenant={tenant} /> {tenant.nombre}
      </p>
      <h1>{t.who}</h1>
      <p className="soft">{t.whoAbout}</p>
      <ul>
        {personas.map((persona) => (
          <li key={String(persona.cliente_id)}>
            <button type="button" onClick={() => onChoose(persona)}>
              <Avatar name={persona.nombre} />
              <span>
                <b>{persona.nombre}</b>
                <small>{persona.papel}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </main>
  );
}
