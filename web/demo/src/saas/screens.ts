// The screens that a person of a tenant has: the platform's customers have an account, all others have a skin.
import type { Persona, Tenant } from "../server";
import type { Section, Skin } from "./records";
import { accountSections } from "./skins/account";
import { acme } from "./skins/acme";
import { globex } from "./skins/globex";

export type Screens =
  | ({ home: "cuenta" } & { sections: Section[] })
  | { home: "inicio"; skin: Skin; sections: Section[] };

export function screensOf(tenant: Tenant, persona: Persona): Screens {
  if (tenant.slug === "public") return { home: "cuenta", sections: accountSections(persona.papel) };
  const skin = tenant.slug === "globex" ? globex : acme;
  return { home: "inicio", skin, sections: skin.sections };
}
