// The window: a pane for each place one can enter, on the sill that gives the product its name.
import type { ReactNode } from "react";
import type { Portada } from "../server";
import { Mark } from "./Mark";
import type { Texts } from "./texts";

export function Window({ t, portada }: { t: Texts; portada: Portada | null }) {
  return (
    <>
      <ul className="window" aria-busy={portada === null}>
        {portada
          ? doors(t, portada).map((door) => <Pane key={door.url} {...door} />)
          : [1, 2, 3, 4].map((n) => <li key={n} className="pane waiting" />)}
      </ul>
      <div className="sill" />
    </>
  );
}

type Door = {
  name: string;
  about: string;
  url: string;
  mark: ReactNode;
  own?: boolean;
};

function doors(t: Texts, portada: Portada): Door[] {
  const tenants = portada.tenants.filter((tenant) => tenant.slug !== "public");
  const platform = portada.tenants.find((tenant) => tenant.slug === "public");
  return [
    ...tenants.map((tenant) => ({
      name: tenant.nombre,
      about: t.tenant[tenant.slug] ?? t.tenant.other ?? "",
      url: tenant.url,
      mark: <Initials of={tenant.nombre} color={tenant.color} />,
    })),
    {
      name: platform?.nombre ?? t.account,
      about: t.accountAbout,
      url: portada.cuenta_url,
      mark: <Initials of={platform?.nombre ?? t.account} color={platform?.color ?? "#b4451f"} />,
    },
    {
      name: t.console,
      about: t.consoleAbout,
      url: portada.consola_url,
      mark: (
        <span className="square own">
          <Mark size={24} />
        </span>
      ),
    },
  ];
}

function Pane(door: Door) {
  return (
    <li className="pane">
      <a href={door.url} target="_blank" rel="noreferrer">
        {door.mark}
        <strong>{door.name}</strong>
        <span>{door.about}</span>
        <Address url={new URL(door.url, location.href)} />
      </a>
    </li>
  );
}

function Initials(props: { of: string; color: string }) {
  return (
    <span className="square" style={{ background: props.color }} aria-hidden="true">
      {props.of.slice(0, 2).toUpperCase()}
    </span>
  );
}

function Address({ url }: { url: URL }) {
  return (
    <code>
      {url.host}
      <wbr />
      {url.pathname !== "/" && url.pathname}
    </code>
  );
}
