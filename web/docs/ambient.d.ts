// What the pages take as given: who is logged in, and the application around the chat.

import type { Usuario } from "@ventanilla/react";
import type { ReactElement } from "react";

declare global {
  const usuario: Usuario;
  function App(): ReactElement;
}
