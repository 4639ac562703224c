// Logging in.
import type { Pairs } from "./pairs";

export const loginTexts = {
  // Log in
  loginTitle: ["Entra para atender", "Log in to answer"],
  loginUser: ["Usuario", "Username"],
  loginPassword: ["Contraseña", "Password"],
  loginSubmit: ["Entrar", "Log in"],
  loginWorking: ["Entrando…", "Logging in…"],
  loginWrong: [
    "El usuario o la contraseña no son correctos.",
    "The username or the password is wrong.",
  ],
  loginTooMany: [
    "Demasiados intentos seguidos. Espera un minuto y vuelve a probar.",
    "Too many attempts. Wait a minute and try again.",
  ],
  loginNotAgent: [
    "Esta cuenta no es de un agente. Entra con otra.",
    "This account is not an agent's. Use another one.",
  ],
  loginFillUser: ["Escribe tu usuario.", "Write your username."],
  loginFillPassword: ["Escribe tu contraseña.", "Write your password."],
  loginExpired: ["Tu sesión terminó. Entra otra vez.", "Your session has ended. Log in again."],
  whoIsThere: ["Quién está", "Who is there"],
  logout: ["Salir", "Log out"],
} as const satisfies Pairs;
