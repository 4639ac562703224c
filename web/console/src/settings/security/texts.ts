// One's own security.
import type { Pairs } from "../../texts/pairs";

export const securityTexts = {
  title: ["Tu seguridad", "Your security"],
  about: ["Cómo entras tú en esta consola.", "How you come into this console."],
  password: ["Contraseña", "Password"],
  passwordTitle: ["Contraseña", "Password"],
  passwordAbout: [
    "Al cambiarla se cierran tus otras sesiones.",
    "Changing it ends your other sessions.",
  ],
  passwordNow: ["La de ahora", "The one now"],
  passwordNew: ["La nueva", "The new one"],
  passwordHelp: [
    "Ocho caracteres o más; mejor, una frase.",
    "Eight characters or more; a phrase is best.",
  ],
  changePassword: ["Cambiar contraseña", "Change password"],
  passwordChanged: ["Contraseña cambiada", "Password changed"],
  wrongPassword: ["No es tu contraseña.", "That is not your password."],
  weakPassword: [
    "Es muy corta o muy común. Prueba con una frase.",
    "It is too short or too common. Try a phrase.",
  ],
  confirmTitle: ["Confirma que eres tú", "Confirm that it is you"],
  confirmHelp: [
    "Cambiar cómo entras pide tu contraseña otra vez.",
    "Changing how you come in asks for your password again.",
  ],
  goOn: ["Seguir", "Go on"],
  totpTitle: ["Códigos del teléfono", "Codes of your phone"],
  totpAbout: [
    "Tras la contraseña, seis cifras de una aplicación de códigos.",
    "After the password, six digits of an authenticator app.",
  ],
  totpStart: ["Activar", "Set up"],
  totpIsOn: ["Activos", "On"],
  totpOn: ["Segundo paso activado", "Second step set up"],
  totpRemove: ["Quitar", "Remove"],
  totpScan: [
    "Lee este dibujo con tu aplicación de códigos y escribe lo que te muestre.",
    "Read this picture with your authenticator app and write what it shows.",
  ],
  totpByHand: ["O escribe en ella:", "Or write into it:"],
  totpCode: ["Código de seis cifras", "Six-digit code"],
  qr: ["Código QR para tu aplicación", "QR code for your app"],
  wrongCode: [
    "Ese código no vale. Prueba con el siguiente.",
    "That code is not good. Try the next one.",
  ],
  activate: ["Activar", "Set up"],
  codesTitle: ["Códigos de recuperación", "Recovery codes"],
  codesHelp: [
    "Guárdalos fuera del teléfono. Cada uno entra una vez, si lo pierdes.",
    "Keep them away from the phone. Each lets you in once, should you lose it.",
  ],
  codesLeft: [
    (left: number, all: number) => `Te quedan ${left} de ${all}.`,
    (left: number, all: number) => `You have ${left} of ${all} left.`,
  ],
  codesShow: ["Ver los códigos", "Show the codes"],
  codesRenew: ["Hacer otros", "Make new ones"],
  download: ["Guardar como archivo", "Keep as a file"],
  passkeysTitle: ["Llaves de acceso", "Passkeys"],
  passkeysAbout: [
    "Este equipo, un teléfono o una llave USB. También entran sin contraseña.",
    "This device, a phone or a USB key. They also let you in without a password.",
  ],
  passkeyName: ["Nombre", "Name"],
  passkeyExample: ["Portátil del trabajo", "Work laptop"],
  passkeyAdd: ["Añadir", "Add"],
  passkeyAdded: ["Llave añadida", "Passkey added"],
  sessionsTitle: ["Dónde has entrado", "Where you are logged in"],
  sessionsAbout: ["Cierra lo que no reconozcas.", "End what you do not know."],
  thisOne: ["Esta", "This one"],
  end: ["Cerrar", "End"],
  endOthers: ["Cerrar todas las demás", "End all others"],
} as const satisfies Pairs;
