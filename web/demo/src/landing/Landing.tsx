// One screen: what Ventanilla is, the window with its four doors, and four steps to see it work.
import { useCallback, useEffect, useState } from "react";
import { useIdioma } from "../idioma";
import { LanguageSwitch } from "../LanguageSwitch";
import { fetchPortada, type Portada } from "../server";
import { Keys } from "./Keys";
import { Mark } from "./Mark";
import { Scene } from "./Scene";
import { Steps } from "./Steps";
import { texts } from "./texts";
import { Window } from "./Window";

type Load = "loading" | "failed" | Portada;

export function Landing() {
  const [idioma, setIdioma] = useIdioma();
  const [load, setLoad] = useState<Load>("loading");
  const t = texts[idioma];
  const fetchAgain = useCallback(() => {
    setLoad("loading");
    fetchPortada().then(setLoad, () => setLoad("failed"));
  }, []);
  useEffect(fetchAgain, [fetchAgain]);
  useEffect(() => {
    document.title = t.title;
  }, [t]);
  const portada = typeof load === "object" ? load : null;

  return (
    <div className="page">
      <header className="top">
        <span className="brand">
          <Mark size={26} /> Ventanilla
        </span>
        <nav className="top-links">
          {portada && <a href={portada.api_url}>{t.api}</a>}
          <LanguageSwitch idioma={idioma} onChange={setIdioma} />
        </nav>
      </header>
      <main>
        <div className="what-and-where">
          <section className="what">
            <h1>{t.heading}</h1>
            {t.sentences.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            <Scene t={t} />
          </section>
          <section className="where" aria-label={t.doors}>
            {load === "failed" ? (
              <div className="failed" role="alert">
                <p>{t.failed}</p>
                <button type="button" onClick={fetchAgain}>
                  {t.retry}
                </button>
              </div>
            ) : (
              <>
                <Window t={t} portada={portada} />
                <Keys t={t} agentes={portada?.agentes ?? []} />
              </>
            )}
          </section>
        </div>
        <Steps t={t} portada={portada} />
      </main>
    </div>
  );
}
