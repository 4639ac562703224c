// How it went, asked after soporte closed a chat: one press rates, a comment may follow, and nothing of it
// stands in the way of writing again.

import type { ChatCliente, ChatId } from "@ventanilla/core";
import { useRef, useState } from "react";
import { useLaterWords } from "../laterWords";
import { useSheet } from "../root";
import { useWords } from "../words";
import { Cross, Star } from "./Icons";
import css from "./rating.css?inline";

export { useWords } from "../words";

export interface RatingProps {
  cliente: ChatCliente;
  chatId: ChatId;
  /** Nobody has answered yet, in whatever page. */
  asked?: boolean;
  onGone(): void;
}

interface Given {
  puntuacion: number;
  comentario?: string;
}

const SCORES = [1, 2, 3, 4, 5];
const LONGEST = 2_000;

export function Rating({ cliente, chatId, asked = true, onGone }: RatingProps) {
  useSheet(css);
  const { t } = useWords();
  const said = useLaterWords().rating;
  const [given, setGiven] = useState<Given | null>(null);
  const [status, setStatus] = useState<"asking" | "failed" | "thanked">("asking");
  const box = useRef<HTMLElement>(null);

  const rate = async (rating: Given) => {
    setGiven(rating);
    setStatus("asking");
    try {
      await cliente.rate(chatId, rating.puntuacion, rating.comentario);
      if (!rating.comentario) return;
      giveFocusBack(box.current);
      setStatus("thanked");
    } catch {
      setStatus("failed");
    }
  };
  const wave = () => {
    giveFocusBack(box.current);
    cliente.skipRating(chatId);
    onGone();
  };

  // Answered or waved away in another tab.
  if (!asked && !given) return null;
  if (status === "thanked") {
    return (
      <p className="aside quiet" role="status">
        {said.thanks}
      </p>
    );
  }
  return (
    <section ref={box} className="rating" aria-label={said.ask}>
      <div className="rating-head">
        <b>{said.ask}</b>
        <button type="button" className="icon" aria-label={said.skip} onClick={wave}>
          <Cross />
        </button>
      </div>
      <Stars given={given?.puntuacion ?? 0} onRate={(puntuacion) => void rate({ puntuacion })} />
      {status === "failed" && given && (
        <p className="danger" role="alert">
          {said.failed}{" "}
          <button type="button" className="link" onClick={() => void rate(given)}>
            {t.retry}
          </button>
        </p>
      )}
      {given && <Comment onSend={(comentario) => void rate({ ...given, comentario })} />}
    </section>
  );
}

/** What goes away takes no focus with it: Escape must still fold the panel. */
function giveFocusBack(box: HTMLElement | null): void {
  if (box?.contains((box.getRootNode() as ShadowRoot).activeElement)) {
    box.closest<HTMLElement>("[role=log]")?.focus();
  }
}

/** Five buttons, each with its words; what one points at is filled up to there. */
function Stars({ given, onRate }: { given: number; onRate(puntuacion: number): void }) {
  const said = useLaterWords().rating;
  const [over, setOver] = useState(0);
  const shown = over || given;
  return (
    <div className="stars" onPointerLeave={() => setOver(0)}>
      {SCORES.map((score) => (
        <button
          key={score}
          type="button"
          className={score <= shown ? "star full" : "star"}
          aria-label={said.score(score)}
          aria-pressed={score === given}
          onPointerEnter={() => setOver(score)}
          onClick={() => onRate(score)}
        >
          <Star />
        </button>
      ))}
    </div>
  );
}

function Comment({ onSend }: { onSend(text: string): void }) {
  const said = useLaterWords().rating;
  const field = useRef<HTMLTextAreaElement>(null);
  const send = () => {
    const text = field.current?.value.trim();
    if (text) onSend(text);
  };
  return (
    <div className="rating-comment">
      <p role="status">{said.noted}</p>
      <textarea
        ref={field}
        rows={2}
        dir="auto"
        maxLength={LONGEST}
        aria-label={said.comment}
        placeholder={said.comment}
      />
      <button type="button" className="button" onClick={send}>
        {said.send}
      </button>
    </div>
  );
}
