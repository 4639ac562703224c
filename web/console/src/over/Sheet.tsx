// A panel that comes in from a side over the rest: details and earlier chats, or the menu on a phone.
import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { useTexts } from "../texts";
import { IconButton } from "../ui/Button";

type Props = {
  title: string;
  side?: "left" | "right";
  wide?: boolean;
  onClose: () => void;
  children: ReactNode;
};

export default function Sheet({ title, side = "right", wide = false, onClose, children }: Props) {
  const t = useTexts();
  const place = side === "right" ? "right-0 border-l" : "left-0 border-r";
  const width = wide ? "max-w-[560px]" : side === "left" ? "max-w-[280px]" : "max-w-[340px]";
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-20 bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          className={`slides fixed inset-y-0 z-30 flex w-full flex-col border-line bg-panel shadow-float ${place} ${width}`}
        >
          <header className="flex items-center gap-2 border-b border-line py-2 pr-2 pl-4">
            <Dialog.Title className="min-w-0 flex-1 truncate text-md font-semibold">
              {title}
            </Dialog.Title>
            <Dialog.Close asChild>
              <IconButton label={t.closePanel}>
                <X size={18} />
              </IconButton>
            </Dialog.Close>
          </header>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
