// Mounts the console.
import { notifyManager, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Problem } from "./http";
import { PreferencesProvider } from "./preferences";
import { router } from "./router";
import { SessionGate } from "./session/SessionGate";
import "./styles.css";

// Before the next frame: a box that was ticked is not seen unticked in between.
notifyManager.setScheduler(queueMicrotask);

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // What the caller has to change does not get better by asking again.
      retry: (count, error) =>
        count < 2 && !(error instanceof Problem && error.status >= 400 && error.status < 500),
      refetchOnWindowFocus: false,
    },
  },
});

createRoot(document.getElementById("console")!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <PreferencesProvider>
        <SessionGate>
          <RouterProvider router={router} />
        </SessionGate>
      </PreferencesProvider>
    </QueryClientProvider>
  </StrictMode>,
);
