// What stays on every screen: the demo's strip, the tenant's bar with its sections, the foot.
import type { ReactNode } from "react";
import type { Idioma } from "../idioma";
import { LanguageSwitch } from "../LanguageSwitch";
import type { Persona, Tenant } from "../server";
import { PersonStrip } from "./PersonStrip";
import type { Route } from "./route";
import { Avatar, TenantMark } from "./Squares";
import type { Screens } from "./screens";
import type { Texts } from "./texts";

type Props = {
  tenant: Tenant;
  personas: Persona[];
  persona: Persona;
  route: Route;
  screens: Screens;
  t: Texts;
  idioma: Idioma;
  onIdioma: (idioma: Idioma) => void;
  onPersona: (persona: Persona) => void;
  children: ReactNode;
};

export function Shell(props: Props) {
  const { tenant, persona, route, screens, t } = props;
  const tabs = [
    { path: "inicio" as const, name: t.sections[screens.home], hash: "#/" },
    ...screens.sections.map(({ path }) => ({
      path,
      name: t.sections[path],
      hash: `#/${path}`,
    })),
  ];
  return (
    <>
      <PersonStrip {...props} />
      <header className="bar">
        <div className="bar-in">
          <a className="tenant" href="#/">
            <TenantMark tenant={tenant} /> {tenant.nombre}
          </a>
          <nav>
            {tabs.map((tab) => (
              <a
                key={tab.path}
                href={tab.hash}
                aria-current={route.path === tab.path ? "page" : undefined}
              >
                {tab.name}
              </a>
            ))}
          </nav>
          <LanguageSwitch idioma={props.idioma} onChange={props.onIdioma} />
          <span className="me">
            <Avatar name={persona.nombre} />
            <span>
              {persona.nombre}
              <small>{persona.papel}</small>
            </span>
          </span>
        </div>
      </header>
      <main className="screen" tabIndex={-1}>
        {props.children}
      </main>
      <footer className="foot">{t.footer}</footer>
    </>
  );
}
