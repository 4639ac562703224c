// One order, with soporte beside it: what is written there brings the order along.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ChatConSoporteContextual } from "@ventanilla/react";
import { toast } from "sonner";
import { deliver, type Me, orders } from "./api";

export function OrderPage({ number, usuario }: { number: number; usuario: Me }) {
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: ["orders"], queryFn: orders });
  const order = data?.find((each) => each.number === number);
  const delivering = useMutation({
    mutationFn: () => deliver(number),
    onSuccess: () => {
      toast.success(`Pedido ${number} entregado`);
      void queries.invalidateQueries({ queryKey: ["orders"] });
    },
  });
  if (!order) return null;
  const contexto = {
    tipo: "pedido",
    id: number,
    titulo: `Pedido ${number}`,
    pantalla: "Pedidos",
    url: location.href,
  };
  return (
    <section aria-label={`Pedido ${number}`}>
      <h2>Pedido {number}</h2>
      <p>
        {order.customer}, {order.packages} bultos
      </p>
      <button type="button" disabled={order.delivered} onClick={() => delivering.mutate()}>
        {order.delivered ? "Entregado" : "Marcar como entregado"}
      </button>
      <div className="support">
        <ChatConSoporteContextual usuario={usuario} contexto={contexto} />
      </div>
    </section>
  );
}
