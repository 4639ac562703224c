// Logging in and out through allauth's headless API on this origin: session cookie, CSRF token.
import { hasCookie, Problem, request } from "../http";

export type LoginFailure = "wrong" | "too_many" | "second_step" | "unreachable" | "server";

export const AUTH = "/_allauth/browser/v1/auth/";
export const ACCOUNT = "/_allauth/browser/v1/account/";
const SESSION = `${AUTH}session`;
const LOGIN = `${AUTH}login`;

/** Null where the agente is in; else why not. */
export async function login(username: string, password: string): Promise<LoginFailure | null> {
  try {
    await haveCsrfToken();
    await request("POST", LOGIN, { username, password });
    return null;
  } catch (error) {
    return failure(error);
  }
}

/** True afterwards that nobody is logged in; allauth says so with a 401. */
export async function logout(): Promise<void> {
  try {
    await request("DELETE", SESSION);
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error;
  }
}

// The page comes with the cookie that the log-in call must repeat in its header; where it was lost,
// asking who is logged in sets it again.
export async function haveCsrfToken(): Promise<void> {
  if (hasCookie("csrftoken")) return;
  try {
    await request("GET", SESSION);
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error;
  }
}

function failure(error: unknown): LoginFailure | null {
  if (!(error instanceof Problem)) return "server";
  if (error.status === 409) return null; // already logged in
  if (error.status === 0) return "unreachable";
  if (error.status === 401) return "second_step";
  const codes = errorCodes(error.body);
  if (error.status === 429 || codes.includes("too_many_login_attempts")) return "too_many";
  return error.status === 400 ? "wrong" : "server";
}

function errorCodes(body: Record<string, unknown>): unknown[] {
  return Array.isArray(body.errors) ? body.errors.map((each) => each?.code) : [];
}
