// What else can be done with a chat: pass it on with a note, copy its address, block its cliente.
import { ArrowRightLeft, Ban, Link2, MoreHorizontal, UserRoundCheck } from "lucide-react";
import { useState } from "react";
import { firstName } from "../format";
import type { ChatStore } from "../live/chat-store";
import { BlockDialog } from "../over/BlockDialog";
import { TransferDialog } from "../over/TransferDialog";
import { useDesk } from "../session/desk-context";
import { may } from "../session/may";
import { useTextsOf } from "../texts";
import { writingTexts } from "../texts/writing";
import { IconButton } from "../ui/Button";
import { Menu, type MenuItem } from "../ui/Menu";
import type { ChatDetail } from "../wire";
import { copyLink } from "./copy-link";
import { useBlocking } from "./use-blocking";
import { useChatActions } from "./use-chat-actions";
import { useRow } from "./use-row";

type Props = { chat: ChatStore; detail: ChatDetail; cerrado: boolean };

export function ChatMenu({ chat, detail, cerrado }: Props) {
  const w = useTextsOf(writingTexts);
  const { yo, me } = useDesk();
  const blocking = useBlocking(detail);
  const { asignado_a } = useRow(chat);
  const actions = useChatActions(chat, asignado_a);
  const [over, setOver] = useState<"block" | "transfer" | null>(null);
  const who = firstName(detail.cliente.nombre);
  const mayAssign = may(yo, "asignar") && !cerrado;

  const items: MenuItem[] = [];
  if (mayAssign && asignado_a !== me.id) {
    items.push({
      text: w.take,
      icon: <UserRoundCheck size={15} aria-hidden="true" />,
      shortcut: "m",
      run: () => void actions.take(),
    });
  }
  if (mayAssign) {
    items.push({
      text: w.transfer,
      icon: <ArrowRightLeft size={15} aria-hidden="true" />,
      run: () => setOver("transfer"),
    });
  }
  items.push({
    text: w.copyLink,
    icon: <Link2 size={15} aria-hidden="true" />,
    run: () => void copyLink(detail.id, w.linkCopied),
  });
  if (may(yo, "bloquear")) {
    items.push("line", {
      text: detail.bloqueado ? w.unblock(who) : w.block(who),
      icon: <Ban size={15} aria-hidden="true" />,
      danger: !detail.bloqueado,
      run: () => (detail.bloqueado ? blocking.mutate({ to: false }) : setOver("block")),
    });
  }
  return (
    <>
      <Menu
        label={w.more}
        align="end"
        items={items}
        button={(props) => (
          <IconButton label={w.more} {...props}>
            <MoreHorizontal size={18} />
          </IconButton>
        )}
      />
      {over === "block" && <BlockDialog detail={detail} onDone={() => setOver(null)} />}
      {over === "transfer" && <TransferDialog chat={chat} onDone={() => setOver(null)} />}
    </>
  );
}
