// The second step of a log-in, and what is owed before the desk opens.
import type { Pairs } from "../texts/pairs";

export const secondTexts = {
  title: ["Un paso más", "One more step"],
  code: ["Código", "Code"],
  codeHelp: [
    "El de tu aplicación de códigos, o uno de recuperación.",
    "The one of your authenticator app, or a recovery code.",
  ],
  fillCode: ["Escribe el código.", "Write the code."],
  wrongCode: [
    "Ese código no vale, o ya se usó. Prueba con el siguiente.",
    "That code is not good, or was used. Try the next one.",
  ],
  byPasskey: ["Usar una llave de acceso", "Use a passkey"],
  unknownPasskey: [
    "Esa llave no abre esta consola. Entra con tu contraseña.",
    "That key does not open this console. Log in with your password.",
  ],
  byProvider: [(name: string) => `Entrar con ${name}`, (name: string) => `Log in with ${name}`],
  providerRefused: [
    "Esa cuenta no abre esta consola. Pide a quien lleva el equipo que ponga ese correo en tu ficha.",
    "That account does not open this console. Ask who keeps the team to put that e-mail on your record.",
  ],
  back: ["Volver", "Back"],
  oweTitlePassword: ["Elige tu contraseña", "Choose your password"],
  owePassword: [
    "La que te dieron vale una vez. Desde ahora, la tuya.",
    "The one you were given is good once. From now on, yours.",
  ],
  oweTitleSteps: ["Activa el segundo paso", "Set up the second step"],
  oweSteps: [
    "Tu rol entra en dos pasos: con un código del teléfono o con una llave de acceso.",
    "Your role comes in by two steps: a code of the phone's, or a passkey.",
  ],
} as const satisfies Pairs;
