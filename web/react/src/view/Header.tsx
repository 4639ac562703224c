// The top of the panel: who attends, whether someone is there, and what the line is doing.

import type { Autor, ChatSnapshot, ConnectionState } from "@ventanilla/core";
import { safeUrl } from "../safeUrl";
import type { Texts } from "../texts";
import { useWords } from "../words";
import { Bell, Cross, Mark } from "./Icons";

interface Props {
  snapshot: ChatSnapshot;
  titleId: string;
  /** The choice of what may call the person's attention is shown, or not. */
  settings?: { shown: boolean; toggle(): void } | undefined;
  onClose?: (() => void) | undefined;
}

export function Header({ snapshot, titleId, settings, onClose }: Props) {
  const { t } = useWords();
  const { connection, soporte } = snapshot;
  return (
    <header className="head">
      <Faces people={attending(snapshot)} />
      <div className="head-text">
        <h2 id={titleId}>{t.title}</h2>
        <p role="status">
          {isThere(connection) && soporte && <i className={`dot ${soporte}`} />}
          {lineText(snapshot, t)}
        </p>
      </div>
      {settings && (
        <button
          type="button"
          className="icon"
          aria-label={t.settings}
          aria-expanded={settings.shown}
          onClick={settings.toggle}
        >
          <Bell />
        </button>
      )}
      {onClose && (
        <button type="button" className="icon" aria-label={t.close} onClick={onClose}>
          <Cross />
        </button>
      )}
    </header>
  );
}

function lineText({ connection, soporte }: ChatSnapshot, t: Texts): string {
  const { status } = connection;
  if (isThere(connection) && soporte) return soporte === "en_linea" ? t.online : t.away;
  if (status === "connecting" || status === "waiting") {
    const first = status === "connecting" && connection.attempt === 1 && !connection.again;
    return first ? t.connecting : t.reconnecting(connection.attempt, connection.max);
  }
  return status === "slow" || status === "refused" ? t.offline : "";
}

function isThere(connection: ConnectionState): boolean {
  return connection.status === "open" || ("expected" in connection && connection.expected);
}

/** The people of soporte who have spoken here, the last ones first. */
function attending({ chats }: ChatSnapshot): Autor[] {
  const people = new Map<string, Autor>();
  for (const { mensajes } of chats) {
    for (const { autor } of mensajes) {
      if (autor.tipo !== "soporte") continue;
      people.delete(String(autor.id));
      people.set(String(autor.id), autor);
    }
  }
  return [...people.values()].reverse().slice(0, 3);
}

function Faces({ people }: { people: Autor[] }) {
  if (people.length === 0) {
    return (
      <span className="face" aria-hidden="true">
        <Mark size={20} />
      </span>
    );
  }
  return (
    <span className="faces" aria-hidden="true">
      {people.map((autor) => (
        <Face key={autor.id} autor={autor} />
      ))}
    </span>
  );
}

function Face({ autor }: { autor: Autor }) {
  const url = safeUrl(autor.avatar);
  const initials = autor.nombre
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join("");
  return <span className="face">{url ? <img src={url} alt="" /> : initials.toUpperCase()}</span>;
}
