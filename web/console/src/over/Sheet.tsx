// A panel that comes in from a side over the rest: details and earlier chats, or the menu on a phone.
import { ChevronLeft, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "../texts";
import { IconButton } from "../ui/Button";
import { useIsPhone } from "../ui/use-screen";
import { Modal } from "./Modal";

type Props = {
  title: string;
  side?: "left" | "right";
  wide?: boolean;
  onClose: () => void;
  children: ReactNode;
};

export function Sheet({ title, side = "right", wide = false, onClose, children }: Props) {
  const t = useTexts();
  const isPhone = useIsPhone();
  const place =
    side === "right"
      ? "right-0 left-auto desk:border-l"
      : "right-auto left-0 border-r [--from:-24px]";
  const width =
    side === "left" ? "!max-w-[280px]" : wide ? "desk:max-w-[560px]" : "desk:max-w-[340px]";
  // On a phone it is the next page, and one goes back from it.
  const isPage = isPhone && side === "right";
  return (
    <Modal
      title={title}
      titleClassName="min-w-0 flex-1 truncate text-md font-semibold"
      headerClassName={`flex items-center border-b border-line py-2 ${isPage ? "flex-row-reverse gap-1 px-2" : "gap-2 pr-2 pl-4"}`}
      className={`slides fixed inset-y-0 h-dvh max-h-none w-full flex-col border-line open:flex max-desk:max-w-none ${place} ${width}`}
      header={
        <IconButton label={isPage ? t.backToChat : t.closePanel} onClick={onClose}>
          {isPage ? <ChevronLeft size={22} /> : <X size={18} />}
        </IconButton>
      }
      onClose={onClose}
    >
      {children}
    </Modal>
  );
}
