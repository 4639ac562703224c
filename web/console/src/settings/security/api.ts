// One's own account, by allauth's calls: second steps, sessions, the password.
import { Problem, request } from "../../http";
import { ACCOUNT, AUTH } from "../../session/allauth";

export type Step =
  | { type: "totp"; created_at: number; last_used_at: number | null }
  | { type: "webauthn"; id: number; name: string; created_at: number; last_used_at: number | null }
  | {
      type: "recovery_codes";
      total_code_count: number;
      unused_code_count: number;
      unused_codes?: string[];
    };

export type Session = {
  id: number;
  user_agent: string;
  ip: string;
  created_at: number;
  is_current: boolean;
};

const data = async <T>(method: string, path: string, body?: unknown): Promise<T> =>
  ((await request(method, path, body)) as { data: T }).data;

export const STEPS = ["security", "steps"];
export const SESSIONS = ["security", "sessions"];

export const account = {
  steps: () => data<Step[]>("GET", `${ACCOUNT}authenticators`),
  removeTotp: () => request("DELETE", `${ACCOUNT}authenticators/totp`),
  activateTotp: (code: string) => request("POST", `${ACCOUNT}authenticators/totp`, { code }),
  recoveryCodes: () => data<Step>("GET", `${ACCOUNT}authenticators/recovery-codes`),
  renewRecoveryCodes: () => data<Step>("POST", `${ACCOUNT}authenticators/recovery-codes`, {}),
  removePasskey: (id: number) =>
    request("DELETE", `${ACCOUNT}authenticators/webauthn`, { authenticators: [id] }),
  sessions: () => data<Session[]>("GET", `${AUTH}sessions`),
  endSessions: (sessions: number[]) => request("DELETE", `${AUTH}sessions`, { sessions }),
  changePassword: (current_password: string, new_password: string) =>
    request("POST", `${ACCOUNT}password/change`, { current_password, new_password }),
  confirm: (password: string) => request("POST", `${AUTH}reauthenticate`, { password }),
};

/** A TOTP secret that is not yet in use: allauth answers a 404 that brings it. */
export async function newTotp(): Promise<{ secret: string; url: string }> {
  try {
    await request("GET", `${ACCOUNT}authenticators/totp`);
  } catch (error) {
    const meta = error instanceof Problem ? (error.body.meta as Record<string, string>) : undefined;
    if (error instanceof Problem && error.status === 404 && meta?.secret)
      return { secret: meta.secret, url: meta.totp_url ?? "" };
    throw error;
  }
  throw new Error("there is one already");
}

/** The password has to be said again first. */
export const needsConfirming = (error: unknown): boolean =>
  error instanceof Problem &&
  error.status === 401 &&
  ((error.body.data as { flows?: { id: string }[] } | undefined)?.flows ?? []).some(
    ({ id }) => id === "reauthenticate",
  );
