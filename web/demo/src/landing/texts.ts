// Every text of the first page, Spanish first.
import type { Idioma } from "../idioma";

const es = {
  title: "Ventanilla: soporte para todos tus tenants",
  heading: "Una sola ventanilla para todos tus clientes",
  sentences: [
    "Quien usa tu SaaS escribe desde la pantalla en la que está, con su pedido o su factura a la vista.",
    "Tu equipo atiende a todas las empresas desde una consola, en directo.",
    "Cada empresa vive en su propio esquema de PostgreSQL, y nada de una se ve desde otra.",
  ],
  promise: "Soporte cierra, el cliente vuelve a escribir y se abre un chat nuevo, solo.",
  scene: {
    before: "Listo, Eva: el pedido ya aparece bien.",
    closed: "Soporte cerró este chat, resuelto",
    opened: "Nuevo chat",
    after: "Volvió a pasar con el 4187",
    describe: "Un chat cerrado y, a continuación, el mensaje que abre el siguiente.",
  },
  doors: "Por dónde se entra",
  tenant: {
    acme: "Pedidos y facturas de un almacén",
    globex: "Citas y facturas de una clínica",
    other: "La página de sus clientes",
  } as Record<string, string>,
  account: "Marea",
  accountAbout: "La plataforma, con sus propios clientes",
  console: "Consola de soporte",
  consoleAbout: "Ana y Bea atienden aquí a todos",
  keys: "Claves de la consola",
  copy: (what: string) => `Copiar la clave de ${what}`,
  copied: "Copiada",
  api: "Referencia API",
  try: "Pruébalo",
  steps: {
    console: (agent: string) => ["Abre la consola", ` y entra como ${agent}.`],
    write: ["Abre Acme como Eva", " en otra ventana y escribe a soporte."],
    close: ["Responde y cierra", " el chat desde la consola, con una razón."],
    again: ["Vuelve a escribir", " como Eva: chat nuevo, y el anterior a un clic."],
  },
  isolation: ["Gustavo, en Globex", ", también es el cliente 5. No ve nada de Eva."],
  failed: "No llegan los datos de la demo.",
  retry: "Reintentar",
  language: "Idioma",
};

const en: typeof es = {
  title: "Ventanilla: support for all your tenants",
  heading: "One support window for all your customers",
  sentences: [
    "People write from the screen they are on, with their order or invoice in view.",
    "Your team serves every company from one console, live.",
    "Each company lives in a PostgreSQL schema of its own, and nothing of one is seen from another.",
  ],
  promise: "Support closes, the customer writes again, and a new chat opens by itself.",
  scene: {
    before: "Done, Eva: the order looks right now.",
    closed: "Support closed this chat, resolved",
    opened: "New chat",
    after: "It happened again with 4187",
    describe: "A closed chat and, below it, the message that opens the next one.",
  },
  doors: "Ways in",
  tenant: {
    acme: "A warehouse’s orders and invoices",
    globex: "A clinic’s appointments and invoices",
    other: "Its customers’ page",
  },
  account: "Marea",
  accountAbout: "The platform, with customers of its own",
  console: "Support console",
  consoleAbout: "Ana and Bea serve everyone here",
  keys: "Console passwords",
  copy: (what: string) => `Copy ${what}’s password`,
  copied: "Copied",
  api: "API reference",
  try: "Try it",
  steps: {
    console: (agent: string) => ["Open the console", ` and log in as ${agent}.`],
    write: ["Open Acme as Eva", " in another window and write to support."],
    close: ["Answer, then close", " the chat in the console, with a reason."],
    again: ["Write again", " as Eva: a new chat, the earlier one a click away."],
  },
  isolation: ["Gustavo, at Globex", ", is cliente 5 too. He sees nothing of Eva’s."],
  failed: "The demo’s data did not arrive.",
  retry: "Try again",
  language: "Language",
};

export const texts: Record<Idioma, typeof es> = { es, en };
export type Texts = typeof es;
