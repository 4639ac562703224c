// What the search page says.
import type { Pairs } from "../texts/pairs";

export const searchTexts = {
  title: ["Buscar", "Search"],
  box: ["Buscar en todos los chats", "Search all chats"],
  about: [
    "Mensajes, personas y empresas; da igual si llevan acentos.",
    "Messages, people and companies; accents do not matter.",
  ],
  start: ["Busca lo que alguien dijo", "Search for what someone said"],
  examples: ["También sirven", "These work too"],
  examplePhrase: ["las palabras seguidas, en ese orden", "the words together, in this order"],
  exampleNot: ["sin esa palabra", "without that word"],
  exampleTenant: ["solo de una empresa, por su espacio", "of one company, by its workspace"],
  exampleAgent: [
    "los que lleva alguien, yo o nadie",
    "those of someone, yo (me) or nadie (nobody)",
  ],
  exampleTag: ["con una etiqueta", "with a tag"],
  exampleDays: [
    "desde un día: 2026-11-26, hoy, ayer o 7d",
    "from a day: 2026-11-26, hoy (today), ayer (yesterday), 7d",
  ],
  exampleState: ["abierto o cerrado", "abierto (open) or cerrado (closed)"],
  nothing: [(q: string) => `Nada con «${q}»`, (q: string) => `Nothing with “${q}”`],
  nothingHelp: [
    "Prueba con menos palabras, o quita un filtro.",
    "Try fewer words, or remove a filter.",
  ],
  failed: ["No se pudo buscar", "The search failed"],
  people: ["Personas y empresas", "People and companies"],
  messages: ["Mensajes", "Messages"],
  results: ["Resultados", "Results"],
  closed: ["cerrado", "closed"],
} as const satisfies Pairs;
