// The host's screens, each with one way to use the chat.

import { useQuery } from "@tanstack/react-query";
import { ChatConSoporteContextual, type Usuario, useChatSoporte } from "@ventanilla/react";
import { useEffect, useState } from "react";

const PEDIDO = { tipo: "pedido", id: 4187, titulo: "Pedido 4187", pantalla: "Pedidos" };
const FACTURA = { tipo: "factura", id: 9, titulo: "Factura 9", pantalla: "Facturas" };

export function useRuta(): string {
  const [ruta, setRuta] = useState("");
  useEffect(() => {
    const moved = () => setRuta(location.hash);
    moved();
    window.addEventListener("hashchange", moved);
    return () => window.removeEventListener("hashchange", moved);
  }, []);
  return ruta;
}

export function Pantalla({ ruta, usuario }: { ruta: string; usuario: Usuario }) {
  return (
    <main>
      <nav>
        <a href="#/">Inicio</a> <a href="#/pedido">Pedido</a> <a href="#/flotante">Factura</a>{" "}
        <a href="#/sin-cara">Sin cara</a>
      </nav>
      <Lecturas />
      <label>
        Buscar <input />
      </label>
      {ruta === "#/pedido" && <ChatConSoporteContextual usuario={usuario} contexto={PEDIDO} />}
      {ruta === "#/flotante" && (
        <ChatConSoporteContextual usuario={usuario} contexto={FACTURA} modo="flotante" />
      )}
      {ruta === "#/sin-cara" && <SinCara key={usuario.id} usuario={usuario} />}
    </main>
  );
}

/** A query of the host's own, which nobody else may touch, and an effect that tells whether StrictMode is on. */
function Lecturas() {
  const [montajes, setMontajes] = useState(0);
  useEffect(() => setMontajes((n) => n + 1), []);
  const { data } = useQuery({
    queryKey: ["lecturas"],
    queryFn: ({ client }) => ((client.getQueryData(["lecturas"]) as number) ?? 0) + 1,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <p>
      Leído {data ?? 0} vez, montado {montajes}
    </p>
  );
}

/** The host draws the chat itself. */
function SinCara({ usuario }: { usuario: Usuario }) {
  const { chat, mensajes, salida, enviar, conexion } = useChatSoporte(usuario);
  const [texto, setTexto] = useState("");
  return (
    <form
      aria-label="Sin cara"
      onSubmit={(event) => {
        event.preventDefault();
        enviar(texto);
        setTexto("");
      }}
    >
      <ol>
        {mensajes.map((mensaje) => (
          <li key={mensaje.uid}>{mensaje.texto}</li>
        ))}
      </ol>
      <p>
        chat {chat?.id}, {conexion.status}, {salida.length} en camino
      </p>
      <label>
        Di <input value={texto} onChange={(event) => setTexto(event.currentTarget.value)} />
      </label>
    </form>
  );
}
