import { expect, test } from "vitest";
import { backFrom, nameIn } from "./oidc";

test.each([
  ["", "none"],
  ["?estado=abiertos&error=x", "none"],
  ["?desde=oidc", "second_step"],
  ["?desde=oidc&error=permission_denied&error_process=login", "refused"],
])("the address %j says %s", (search, expected) => {
  expect(backFrom(search)).toBe(expected);
});

test("a platform without such a log-in offers none", () => {
  expect(nameIn({ data: {} })).toBeNull();
  expect(nameIn({ data: { socialaccount: { providers: [] } } })).toBeNull();
});

test("the button says where one logs in", () => {
  const providers = [{ id: "oidc", name: "Cuentas" }];
  expect(nameIn({ data: { socialaccount: { providers } } })).toBe("Cuentas");
});
