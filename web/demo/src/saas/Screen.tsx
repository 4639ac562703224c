// The open screen: home, a list, or a record of it.
import type { Idioma } from "../idioma";
import type { Persona } from "../server";
import { Account } from "./Account";
import { Home } from "./Home";
import { RecordList } from "./RecordList";
import { RecordPage } from "./RecordPage";
import type { Route } from "./route";
import type { Screens } from "./screens";
import type { Texts } from "./texts";

export type ScreenProps = { persona: Persona; t: Texts; idioma: Idioma };

export function Screen(props: ScreenProps & { route: Route; screens: Screens }) {
  const { route, screens, ...rest } = props;
  const section = screens.sections.find((one) => one.path === route.path);
  if (!section)
    return screens.home === "cuenta" ? (
      <Account {...rest} sections={screens.sections} />
    ) : (
      <Home {...rest} skin={screens.skin} />
    );
  if (route.id === null) return <RecordList {...rest} section={section} />;
  return <RecordPage key={route.id} {...rest} section={section} id={route.id} />;
}
