// Starts the made-up SaaS: one query client and one toaster at the root, as a host application has them.
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Toaster } from "sonner";
import "sonner/dist/styles.css";
import "../base.css";
import "./shell.css";
import "./door.css";
import "./screens.css";
import "./tables.css";
import { App } from "./App";

const queries = new QueryClient();

createRoot(document.getElementById("saas")!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <App />
      <Toaster position="top-center" theme="system" />
    </QueryClientProvider>
  </StrictMode>,
);
