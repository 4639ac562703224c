// What the host's server sends before any script has run: `node server.js` prints it.

import { StrictMode } from "react";
import { renderToString } from "react-dom/server";
import { Casa } from "./Casa";
import { NADIE } from "./sesion";

process.stdout.write(
  renderToString(
    <StrictMode>
      <Casa sesion={NADIE} />
    </StrictMode>,
  ),
);
