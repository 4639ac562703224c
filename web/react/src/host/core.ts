// Of the core, what is fetched when a chat is opened.

export { ChatCliente } from "@ventanilla/core";
