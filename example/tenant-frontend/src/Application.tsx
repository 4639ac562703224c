// Orders, one of them open beside the list; and soporte, wherever one is.
import { useQuery } from "@tanstack/react-query";
import { ChatConSoporte, ChatSoporteProvider } from "@ventanilla/react";
import { useState } from "react";
import { Toaster, toast } from "sonner";
import { api, me, supportToken } from "./api";
import { OrderList } from "./OrderList";
import { OrderPage } from "./OrderPage";

export function Application() {
  const { data: user } = useQuery({ queryKey: ["me"], queryFn: me });
  const [open, setOpen] = useState<number | null>(null);
  if (!user) return null;

  // By the session the chat goes through this page's own axios; by a token it finds its own way.
  const identity = user.support === "token" ? { token: supportToken } : { api };
  return (
    <ChatSoporteProvider {...identity} toast={toast}>
      <header>
        <strong>{user.company}</strong> <span>{user.name}</span>
      </header>
      <main>
        <OrderList open={open} onOpen={setOpen} />
        {open !== null && <OrderPage number={open} usuario={user} />}
      </main>
      <ChatConSoporte usuario={user} />
      <Toaster position="top-center" />
    </ChatSoporteProvider>
  );
}
