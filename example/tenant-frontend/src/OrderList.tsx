import { useQuery } from "@tanstack/react-query";
import { orders } from "./api";

type Props = { open: number | null; onOpen: (number: number) => void };

export function OrderList({ open, onOpen }: Props) {
  const { data = [] } = useQuery({ queryKey: ["orders"], queryFn: orders });
  return (
    <nav aria-label="Pedidos">
      <h1>Pedidos</h1>
      {data.map(({ number, customer, delivered }) => (
        <button
          key={number}
          type="button"
          aria-current={number === open}
          onClick={() => onOpen(number)}
        >
          <b>{number}</b> {customer} <small>{delivered ? "Entregado" : "En muelle"}</small>
        </button>
      ))}
    </nav>
  );
}
