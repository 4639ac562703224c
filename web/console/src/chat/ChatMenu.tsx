// What else can be done with a chat: copy its address, block its cliente.
import { Ban, Link2, MoreHorizontal } from "lucide-react";
import { type ReactNode, useId, useRef, useState } from "react";
import { firstName } from "../format";
import { BlockDialog } from "../over/BlockDialog";
import { useDesk } from "../session/desk-context";
import { toasts } from "../shell/toasts";
import { useTextsOf } from "../texts";
import { writingTexts } from "../texts/writing";
import { IconButton } from "../ui/Button";
import type { ChatDetail } from "../wire";
import { useBlocking } from "./use-blocking";

export function ChatMenu({ detail }: { detail: ChatDetail }) {
  const w = useTextsOf(writingTexts);
  const { yo } = useDesk();
  const blocking = useBlocking(detail);
  const [open, setOpen] = useState(false);
  const [blockingNow, setBlockingNow] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const panel = useId();
  const who = firstName(detail.cliente.nombre);

  const fold = () => {
    setOpen(false);
    root.current?.querySelector("button")?.focus();
  };
  const copy = async () => {
    fold();
    await navigator.clipboard.writeText(`${location.origin}/soporte/chats/${detail.id}`);
    toasts.show({ title: w.linkCopied });
  };
  const block = () => {
    fold();
    if (detail.bloqueado) blocking.mutate({ to: false });
    else setBlockingNow(true);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches what bubbles up to it
    <div
      ref={root}
      className="relative"
      onBlur={({ currentTarget, relatedTarget }) =>
        !currentTarget.contains(relatedTarget) && setOpen(false)
      }
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        event.preventDefault();
        event.stopPropagation();
        fold();
      }}
    >
      <IconButton
        label={w.more}
        aria-expanded={open}
        aria-controls={panel}
        onClick={() => setOpen(!open)}
      >
        <MoreHorizontal size={18} />
      </IconButton>
      {open && (
        <div
          id={panel}
          tabIndex={-1}
          className="floats absolute top-full right-0 z-30 mt-1 w-56 rounded-md border border-line bg-panel p-1 shadow-float outline-none"
        >
          <Item icon={<Link2 size={15} />} onPick={() => void copy()}>
            {w.copyLink}
          </Item>
          {yo.permisos.includes("bloquear") && (
            <Item icon={<Ban size={15} />} danger={!detail.bloqueado} onPick={block}>
              {detail.bloqueado ? w.unblock(who) : w.block(who)}
            </Item>
          )}
        </div>
      )}
      {blockingNow && <BlockDialog detail={detail} onDone={() => setBlockingNow(false)} />}
    </div>
  );
}

type ItemProps = { icon: ReactNode; danger?: boolean; onPick: () => void; children: ReactNode };

function Item({ icon, danger = false, onPick, children }: ItemProps) {
  return (
    <button
      type="button"
      onClick={onPick}
      className={`flex w-full items-center gap-2 rounded-sm px-2 py-1.5 text-left hover:bg-sunk max-desk:min-h-11 ${danger ? "text-danger" : ""}`}
    >
      <span aria-hidden="true" className="flex-none">
        {icon}
      </span>
      {children}
    </button>
  );
}
