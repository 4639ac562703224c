// Passkeys, between allauth's JSON and the browser's own objects.
import { request } from "../http";
import { ACCOUNT, AUTH, haveCsrfToken } from "./allauth";

type Options<Kind> = { publicKey: Kind };
type Answer = { data: { request_options?: unknown; creation_options?: unknown } };

export const hasPasskeys = (): boolean => "PublicKeyCredential" in window;

/** The agente is in, by a passkey alone. Throws what the browser or the server says. */
export const logInByPasskey = (): Promise<void> => answer(`${AUTH}webauthn/login`);

/** The second step is done. */
export const stepByPasskey = (): Promise<void> => answer(`${AUTH}webauthn/authenticate`);

/** This browser, or a key, can be used from now on. */
export async function addPasskey(name: string): Promise<void> {
  const path = `${ACCOUNT}authenticators/webauthn?passwordless`;
  const asked = (await request("GET", path)) as Answer;
  const { publicKey } = asked.data
    .creation_options as Options<PublicKeyCredentialCreationOptionsJSON>;
  const credential = (await navigator.credentials.create({
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey),
  })) as PublicKeyCredential | null;
  await request("POST", `${ACCOUNT}authenticators/webauthn`, {
    name,
    credential: credential?.toJSON(),
  });
}

async function answer(path: string): Promise<void> {
  await haveCsrfToken();
  const asked = (await request("GET", path)) as Answer;
  const { publicKey } = asked.data
    .request_options as Options<PublicKeyCredentialRequestOptionsJSON>;
  const credential = (await navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey),
  })) as PublicKeyCredential | null;
  await request("POST", path, { credential: credential?.toJSON() });
}

/** The person has closed the browser's question, or let it pass: no failure. */
export const wasDismissed = (error: unknown): boolean =>
  error instanceof DOMException && ["NotAllowedError", "AbortError"].includes(error.name);
