// The words of a tenant's page.
import type { Catalogue } from "../texts";

export const tenantTexts = {
  seeChats: ["Ver sus chats", "See their chats"],
  missing: [
    "Esta empresa no existe, o no la atiendes",
    "There is no such company, or it is not yours",
  ],
  missingHelp: [
    "Puede que el enlace esté mal copiado. Búscala en la lista de empresas.",
    "The link may be incomplete. Look for it in the list of companies.",
  ],
} as const satisfies Catalogue;
