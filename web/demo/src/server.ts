// What the demo pages ask from the server: who can sign in here, a token for one of them, and the addresses
// and passwords that the first page shows. All of it exists in demo mode alone.

export type ClienteId = number | string;
export type Persona = {
  cliente_id: ClienteId;
  nombre: string;
  email: string;
  papel: string;
};
export type Tenant = { slug: string; nombre: string; color: string };
export type Datos = { tenant: Tenant; personas: Persona[] };
export type Agente = { usuario: string; nombre: string; contrasena: string };
export type Portada = {
  tenants: (Tenant & { url: string })[];
  cuenta_url: string;
  consola_url: string;
  api_url: string;
  agentes: Agente[];
};

export const fetchDatos = () => ask<Datos>("/demo/datos/");
export const fetchPortada = () => ask<Portada>("/demo/portada/");

/** A fresh token each time: the chat asks again whenever it connects. */
export async function fetchToken(cliente_id: ClienteId): Promise<string> {
  const answer = await ask<{ token: string }>("/demo/token/", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ cliente_id }),
  });
  return answer.token;
}

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(path, init);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}
