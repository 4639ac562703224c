// Starts the made-up SaaS: one query client and one toaster at the root, as a host application has them.
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type CSSProperties, StrictMode } from "react";
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

// The toasts in the page's own colours, light and dark alike.
const OURS = {
  fontFamily: "inherit",
  "--normal-bg": "var(--panel)",
  "--normal-border": "var(--line-strong)",
  "--normal-text": "var(--ink)",
} as CSSProperties;

createRoot(document.getElementById("saas")!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <App />
      <Toaster
        position="top-center"
        offset={{ top: 112 }}
        mobileOffset={{ top: 12 }}
        style={OURS}
      />
    </QueryClientProvider>
  </StrictMode>,
);
