// Four steps that show the whole life of a chat, and the one that shows whose it is.
import type { Portada } from "../server";
import type { Texts } from "./texts";

export function Steps({ t, portada }: { t: Texts; portada: Portada | null }) {
  const eva = asPersona(portada, "acme", 5);
  const gustavo = asPersona(portada, "globex", 5);
  const agent = portada?.agentes[0]?.usuario ?? "ana";
  const steps: [string[], string?][] = [
    [t.steps.console(agent), portada?.consola_url],
    [t.steps.write, eva],
    [t.steps.close],
    [t.steps.again],
  ];
  return (
    <section className="try">
      <h2>{t.try}</h2>
      <ol>
        {steps.map(([[lead, rest], url], n) => (
          <li key={lead}>
            <b aria-hidden="true">{n + 1}</b>
            <p>
              <Lead text={lead ?? ""} url={url} />
              {rest}
            </p>
          </li>
        ))}
      </ol>
      <p className="aside">
        <Lead text={t.isolation[0] ?? ""} url={gustavo} />
        {t.isolation[1]}
      </p>
    </section>
  );
}

function Lead({ text, url }: { text: string; url: string | undefined }) {
  if (!url) return <strong>{text}</strong>;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {text}
    </a>
  );
}

function asPersona(portada: Portada | null, slug: string, cliente_id: number): string | undefined {
  const tenant = portada?.tenants.find((one) => one.slug === slug);
  if (!tenant) return undefined;
  const url = new URL(tenant.url, location.href);
  url.searchParams.set("persona", String(cliente_id));
  return url.href;
}
