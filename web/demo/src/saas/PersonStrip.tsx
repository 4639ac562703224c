// The demo's own strip, above the SaaS and not part of it: who one is here, and the way back to the first page.
import type { Persona, Tenant } from "../server";
import type { Texts } from "./texts";

type Props = {
  tenant: Tenant;
  personas: Persona[];
  persona: Persona;
  t: Texts;
  onPersona: (persona: Persona) => void;
};

export function PersonStrip({ tenant, personas, persona, t, onPersona }: Props) {
  return (
    <aside className="strip" aria-label={t.demo}>
      <span className="strip-you">{t.youAre}</span>
      <div className="strip-people">
        {personas.map((one) => (
          <button
            key={String(one.cliente_id)}
            type="button"
            aria-pressed={one === persona}
            title={one.papel}
            onClick={() => onPersona(one)}
          >
            {one.nombre}
          </button>
        ))}
      </div>
      <a href={frontPage(tenant)}>{t.frontPage}</a>
    </aside>
  );
}

/** The public domain's first page: this address without the tenant's own label. */
function frontPage({ slug }: Tenant): string {
  const host = location.host.startsWith(`${slug}.`)
    ? location.host.slice(slug.length + 1)
    : location.host;
  return `${location.protocol}//${host}/`;
}
