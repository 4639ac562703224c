// Which tenant this is, who is signed in, which screen is open; around all of it, the chat with soporte.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { type Idioma, useIdioma } from "../idioma";
import { type Datos, fetchDatos } from "../server";
import { usePersona } from "./persona";
import { type Route, useRoute } from "./route";
import { Screen } from "./Screen";
import { Shell } from "./Shell";
import { SignIn } from "./SignIn";
import { Support } from "./Support";
import { screensOf } from "./screens";
import { texts } from "./texts";

export function App() {
  const [idioma, setIdioma] = useIdioma();
  const datos = useQuery({
    queryKey: ["datos"],
    queryFn: fetchDatos,
    staleTime: Number.POSITIVE_INFINITY,
    retry: 1,
  });
  const t = texts[idioma];
  if (datos.isPending) return <div className="splash" role="status" aria-label={t.loading} />;
  if (datos.isError)
    return (
      <div className="splash">
        <p role="alert">{t.failed}</p>
        <button type="button" className="button" onClick={() => datos.refetch()}>
          {t.retry}
        </button>
      </div>
    );
  return <Site {...datos.data} idioma={idioma} onIdioma={setIdioma} />;
}

type SiteProps = Datos & { idioma: Idioma; onIdioma: (idioma: Idioma) => void };

function Site({ tenant, personas, idioma, onIdioma }: SiteProps) {
  const [persona, choose] = usePersona(personas);
  const route = useRoute();
  const t = texts[idioma];
  useEffect(() => {
    document.documentElement.style.setProperty("--brand", tenant.color);
    document.title = tenant.nombre;
  }, [tenant]);
  useTopOfEachScreen(route);

  if (!persona) return <SignIn tenant={tenant} personas={personas} t={t} onChoose={choose} />;
  const screens = screensOf(tenant, persona);
  return (
    // The key: another person is another session, with nothing left of the one before.
    <Support
      key={String(persona.cliente_id)}
      persona={persona}
      color={tenant.color}
      idioma={idioma}
    >
      <Shell
        {...{ tenant, personas, persona, route, screens, t, idioma, onIdioma }}
        onPersona={choose}
      >
        <Screen {...{ persona, route, screens, t, idioma }} />
      </Shell>
    </Support>
  );
}

/** A new screen begins at its top, and the keyboard and the screen reader begin there too. */
function useTopOfEachScreen({ path, id }: Route) {
  const shown = useRef(`${path}/${id}`);
  useEffect(() => {
    if (shown.current === `${path}/${id}`) return;
    shown.current = `${path}/${id}`;
    window.scrollTo(0, 0);
    document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
  }, [path, id]);
}
