// Starts the page of the public domain that explains what runs here and links to all of it.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "../base.css";
import "./tokens.css";
import "./landing.css";
import "./window.css";
import { Landing } from "./Landing";

createRoot(document.getElementById("portada")!).render(
  <StrictMode>
    <Landing />
  </StrictMode>,
);
