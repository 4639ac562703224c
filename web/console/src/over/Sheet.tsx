// A panel that comes in from a side over the rest: details and earlier chats, or the menu on a phone.
import { ChevronLeft, X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { useTexts } from "../texts";
import { IconButton } from "../ui/Button";
import { useIsPhone } from "../ui/use-screen";

type Props = {
  title: string;
  side?: "left" | "right";
  wide?: boolean;
  onClose: () => void;
  children: ReactNode;
};

export default function Sheet({ title, side = "right", wide = false, onClose, children }: Props) {
  const t = useTexts();
  const isPhone = useIsPhone();
  const place = side === "right" ? "right-0 desk:border-l" : "left-0 border-r [--from:-24px]";
  const width =
    side === "left" ? "max-w-[280px]" : wide ? "desk:max-w-[560px]" : "desk:max-w-[340px]";
  // On a phone it is the next page, and one goes back from it.
  const isPage = isPhone && side === "right";
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        <Dialog.Content
          aria-describedby={undefined}
          className={`slides fixed inset-y-0 z-30 flex w-full flex-col border-line bg-panel shadow-float ${place} ${width}`}
        >
          <header
            className={`flex items-center border-b border-line py-2 ${isPage ? "flex-row-reverse gap-1 px-2" : "gap-2 pr-2 pl-4"}`}
          >
            <Dialog.Title className="min-w-0 flex-1 truncate text-md font-semibold">
              {title}
            </Dialog.Title>
            <Dialog.Close asChild>
              <IconButton label={isPage ? t.backToChat : t.closePanel}>
                {isPage ? <ChevronLeft size={22} /> : <X size={18} />}
              </IconButton>
            </Dialog.Close>
          </header>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
