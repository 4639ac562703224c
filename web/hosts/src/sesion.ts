// What the host's own server says to its page, and how the page calls others.

import type { ApiLike, Usuario } from "@ventanilla/react";
import axios from "axios";

export interface Sesion {
  /** Where the chat's server is; empty where it is this page's own. */
  servidor: string;
  /** Two people of the same company; the first one is signed in. */
  personas: [Usuario, Usuario];
  /** The chat's calls go through the host's own axios. */
  conAxios: boolean;
}

export const NADIE: Sesion = { servidor: "", personas: [{ id: 1 }, { id: 2 }], conAxios: false };

export async function tokenOf(usuario: Usuario): Promise<string> {
  const { data } = await axios.post("token/", { cliente_id: usuario.id });
  return data.token;
}

export function apiOf(usuario: Usuario): ApiLike {
  const api = axios.create({ baseURL: "/" });
  let token = "";
  api.interceptors.request.use(async (config) => {
    token ||= await tokenOf(usuario);
    config.headers.Authorization = `Bearer ${token}`;
    return config;
  });
  return api;
}
