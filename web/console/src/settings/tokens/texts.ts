// API tokens in the settings.
import type { Pairs } from "../../texts/pairs";

export const tokensTexts = {
  title: ["Tokens de API", "API tokens"],
  about: [
    "Para programas que actúan en tu nombre. Cada uno hace lo que tú puedes, o menos.",
    "For programs that act in your name. Each does what you may, or less.",
  ],
  create: ["Nuevo token", "New token"],
  createIt: ["Crear", "Create"],
  whose: ["De quién", "Whose"],
  mine: ["Los míos", "Mine"],
  everyones: ["De todos", "Everyone's"],
  purpose: ["Para qué es", "What it is for"],
  purposeHelp: [
    "Un nombre por el que reconocerlo, como «panel de la oficina».",
    "A name to know it by, such as “office screen”.",
  ],
  scopes: ["Sirve para", "Good for"],
  allOfRole: ["Todo lo que puedes", "All that you may"],
  onlySome: ["Solo algo", "Only some"],
  used: ["Último uso", "Last used"],
  expires: ["Caduca", "Expires"],
  inDays: [(n: number) => `En ${n} días`, (n: number) => `In ${n} days`],
  never: ["Nunca", "Never"],
  revoke: ["Revocar", "Revoke"],
  revoked: ["Revocado", "Revoked"],
  revokeTitle: [(name: string) => `¿Revocar «${name}»?`, (name: string) => `Revoke “${name}”?`],
  revokeHelp: [
    "Lo que lo use deja de entrar en segundos. No se puede deshacer.",
    "Whatever uses it is out within seconds. It cannot be undone.",
  ],
  onceHelp: [
    "Va en la cabecera Authorization, tras «Bearer».",
    "It goes into the Authorization header, after “Bearer”.",
  ],
  none: ["Aún no hay ninguno", "There are none yet"],
  noneHelp: [
    "Con uno se lee la bandeja o se responde desde un programa.",
    "With one a program reads the inbox or replies.",
  ],
} as const satisfies Pairs;
