// The company's own log-in: whether there is one, the way there, and what the address says on the way back.
import { request } from "../http";
import { haveCsrfToken } from "./allauth";

export type Back = "none" | "second_step" | "refused";

/** Null where the platform has no such log-in. */
export async function providerName(): Promise<string | null> {
  return nameIn(await request("GET", "/_allauth/browser/v1/config"));
}

/** The browser leaves for the other side's page. */
export async function leaveForProvider(): Promise<void> {
  await haveCsrfToken();
  const { url } = (await request("POST", "/soporte/entrar/oidc/")) as { url: string };
  location.assign(url);
}

/** Who is still at the log-in page after coming back has a second step to take, or was refused. */
export function backFrom(search: string): Back {
  const found = new URLSearchParams(search);
  if (found.get("desde") !== "oidc") return "none";
  return found.has("error") ? "refused" : "second_step";
}

export function nameIn(config: unknown): string | null {
  const { data } = config as {
    data: { socialaccount?: { providers: { id: string; name: string }[] } };
  };
  return data.socialaccount?.providers.find(({ id }) => id === "oidc")?.name ?? null;
}
