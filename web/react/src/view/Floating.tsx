// The launcher in its corner and the panel above it. Folds away when soporte closes the chat, and
// gives the focus back to where it came from.

import { type ChatCliente, type Contexto, IDLE } from "@ventanilla/core";
import {
  type KeyboardEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { useWords } from "../words";
import { Frame, type Look } from "./Frame";
import { isComposing } from "./keys";
import { Launcher } from "./Launcher";
import { Notice } from "./Notice";
import { Panel } from "./Panel";
import { Waiting } from "./Waiting";

export interface FloatingProps extends Look {
  /** Null while it is not known yet who the cliente is. */
  cliente: ChatCliente | null;
  open: boolean;
  onOpen(open: boolean): void;
  /** The cliente could not be identified; the person may ask to try again. */
  failed?: boolean | undefined;
  onRetry?: (() => void) | undefined;
  contexto?: Contexto | undefined;
  /** False where the page has a button of its own. */
  launcher?: boolean | undefined;
  /** Says itself that soporte closed the chat, where the page has no toasts. */
  aviso?: boolean | undefined;
}

const NOBODY = { subscribe: () => () => {}, getSnapshot: () => IDLE };

export function Floating({ cliente, open, onOpen, failed, onRetry, ...props }: FloatingProps) {
  const { contexto, launcher = true, aviso = false, ...look } = props;
  const { t } = useWords();
  const id = useId();
  const store = cliente ?? NOBODY;
  const { sinLeer } = useSyncExternalStore(store.subscribe, store.getSnapshot, () => IDLE);
  const [notice, setNotice] = useState(false);
  const focus = useFocusBack(open);
  const phone = usePhone();
  const close = () => onOpen(false);

  const closed = useRef(() => {});
  closed.current = () => {
    onOpen(false);
    if (aviso) setNotice(true);
  };
  useLayoutEffect(() => cliente?.events.on("closed", () => closed.current()), [cliente]);

  const pressed = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === "Escape" && !isComposing(event)) {
      event.stopPropagation();
      close();
    } else if (event.key === "Tab" && phone) keepInside(event);
  };

  return (
    <Frame kind="floating" {...look}>
      {open && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the dialog inside it is what one is in
        <div id={id} className="float" onKeyDown={pressed} {...focus.inside}>
          {cliente ? (
            <Panel
              key={cliente.usuario.id}
              cliente={cliente}
              contexto={contexto}
              onClose={close}
              modal={phone}
            />
          ) : (
            <Waiting failed={failed === true} onRetry={onRetry} onClose={close} />
          )}
        </div>
      )}
      {notice && !open && <Notice text={t.closedNotice} onDismiss={() => setNotice(false)} />}
      {launcher && (
        <Launcher
          button={focus.launcher}
          open={open}
          sinLeer={sinLeer}
          controls={id}
          onToggle={() => {
            setNotice(false);
            onOpen(!open);
          }}
        />
      )}
    </Frame>
  );
}

/** The focus was in the panel when it went away: the launcher has it then. Otherwise it stays. */
function useFocusBack(open: boolean) {
  const launcher = useRef<HTMLButtonElement>(null);
  const held = useRef(false);
  useEffect(() => {
    if (open || !held.current) return;
    held.current = false;
    launcher.current?.focus();
  }, [open]);
  const inside = {
    onFocus: () => {
      held.current = true;
    },
    onBlur: (event: { currentTarget: Node; relatedTarget: EventTarget | null }) => {
      if (event.relatedTarget)
        held.current = event.currentTarget.contains(event.relatedTarget as Node);
    },
  };
  return { launcher, inside };
}

const PHONE = "(max-width: 480px)";

function usePhone(): boolean {
  const [phone, setPhone] = useState(false);
  useEffect(() => {
    if (typeof matchMedia !== "function") return;
    const media = matchMedia(PHONE);
    const update = () => setPhone(media.matches);
    update();
    media.addEventListener("change", update);
    return () => media.removeEventListener("change", update);
  }, []);
  return phone;
}

/** A panel that covers the screen keeps the focus: there is nothing else to see. */
function keepInside(event: KeyboardEvent<HTMLDivElement>): void {
  const stops = event.currentTarget.querySelectorAll<HTMLElement>(
    'button:not(:disabled), a[href], textarea, [tabindex="0"]',
  );
  const active = (event.currentTarget.getRootNode() as ShadowRoot).activeElement;
  const [from, to] = event.shiftKey
    ? [stops[0], stops[stops.length - 1]]
    : [stops[stops.length - 1], stops[0]];
  if (active !== from) return;
  event.preventDefault();
  to?.focus();
}
