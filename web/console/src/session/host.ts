// Inside a host's project its own door lets agents in and out, and the page says where it is.
import { cookie } from "../http";

const said = (name: string): string | null =>
  document.querySelector(`meta[name="ventanilla-${name}"]`)?.getAttribute("content") || null;

/** Null where the console has a door of its own. */
export const hostLogin = said("login");
/** Null too where the host has not said how one leaves. */
export const hostLogout = said("logout");

export function toHostLogin(): void {
  if (hostLogin === null) return;
  const url = new URL(hostLogin, location.href);
  url.searchParams.set("next", location.pathname + location.search);
  location.assign(url);
}

/** Nobody is logged in afterwards. A form, as browsers send one: the host answers with a page of its own. */
export function leaveHost(): void {
  if (hostLogout === null) return;
  const form = document.createElement("form");
  form.method = "post";
  form.action = hostLogout;
  const token = document.createElement("input");
  token.type = "hidden";
  token.name = "csrfmiddlewaretoken";
  token.value = cookie("csrftoken");
  form.append(token);
  document.body.append(form);
  form.submit();
}
