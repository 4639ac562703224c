// @ventanilla/react: the chat with soporte inside a React application. The build marks it "use client".

export type {
  Adjunto,
  ApiLike,
  Chat,
  Contexto,
  HistorialFila,
  Mensaje,
  Usuario,
} from "@ventanilla/core";
export type { Look, Tema } from "./face/look";
export { ChatConSoporte, type ChatConSoporteProps } from "./host/ChatConSoporte";
export {
  ChatConSoporteContextual,
  type ChatConSoporteContextualProps,
} from "./host/ChatConSoporteContextual";
export {
  type Aviso,
  ChatSoporteProvider,
  type ChatSoporteProviderProps,
} from "./host/ChatSoporteProvider";
export { type ChatSoporte, useChatSoporte } from "./host/useChatSoporte";
export { useHistorial } from "./host/useHistorial";
export type { Idioma } from "./texts";
