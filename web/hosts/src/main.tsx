import { StrictMode, version } from "react";
import { hydrateRoot } from "react-dom/client";
import { Casa } from "./Casa";
import "sonner/dist/styles.css";
import "./casa.css";
import type { Sesion } from "./sesion";

const sesion: Sesion = JSON.parse(document.getElementById("sesion")?.textContent ?? "{}");
document.documentElement.dataset.react = version;
hydrateRoot(
  document.getElementById("casa")!,
  <StrictMode>
    <Casa sesion={sesion} />
  </StrictMode>,
);
