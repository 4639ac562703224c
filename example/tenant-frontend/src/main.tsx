import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Application } from "./Application";
import "./app.css";

createRoot(document.getElementById("app")!).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <Application />
    </QueryClientProvider>
  </StrictMode>,
);
