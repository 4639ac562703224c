// The notices that are up. They wait while the pointer or the focus is on them.
import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { useTexts } from "../texts";
import { IconButton, LinkButton } from "../ui/Button";
import { TenantMark } from "../ui/Mark";
import { useStore } from "../ui/use-store";
import { type Toast, toasts } from "./toasts";

export function ToastList() {
  const t = useTexts();
  const list = useStore(toasts);
  const [held, setHeld] = useState(false);
  return (
    <section
      aria-label={t.notices}
      aria-live="polite"
      className="pointer-events-none fixed z-40 flex w-[calc(100%-24px)] flex-col gap-2 max-desk:inset-x-3 max-desk:top-[max(12px,env(safe-area-inset-top))] desk:bottom-4 desk:left-4 desk:w-72 wide:right-4 wide:left-auto wide:w-64"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {list.map((toast) => (
        <Notice key={toast.id} toast={toast} held={held} />
      ))}
    </section>
  );
}

function Notice({ toast, held }: { toast: Toast; held: boolean }) {
  const t = useTexts();
  const { id, title, text, tenant, action, lastsMs } = toast;

  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => toasts.dismiss(id), lastsMs);
    return () => clearTimeout(timer);
  }, [held, id, lastsMs]);

  return (
    <div className="floats pointer-events-auto flex items-start gap-3 rounded-md border border-line bg-panel py-2 pr-2 pl-3 shadow-float">
      {tenant && (
        <span className="mt-1">
          <TenantMark tenant={tenant} />
        </span>
      )}
      <div className="min-w-0 flex-1 py-1">
        <p className="font-medium">{title}</p>
        {text && <p className="line-clamp-2 text-ink-2">{text}</p>}
        {action && (
          <LinkButton
            className="mt-1 max-desk:min-h-11"
            onClick={() => {
              action.run();
              toasts.dismiss(id);
            }}
          >
            {action.label}
          </LinkButton>
        )}
      </div>
      <IconButton label={t.dismiss} onClick={() => toasts.dismiss(id)}>
        <X size={15} />
      </IconButton>
    </div>
  );
}
