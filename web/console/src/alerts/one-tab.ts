// Of the tabs of this browser that hear the same thing, one tells of it. Each asks for a lock of that name
// when its turn comes: first the one that is looked at, last those that may make no sound.

const HELD_MS = 3_000;

export type Turn = "looking" | "seen" | "hidden" | "mute";
const WAITS_MS: Record<Turn, number> = { looking: 0, seen: 40, hidden: 120, mute: 400 };

export function inOneTab(name: string, turn: Turn, act: () => void): void {
  const ask = () => {
    try {
      navigator.locks
        .request(`ventanilla.aviso.${name}`, { ifAvailable: true }, (lock) => held(lock, act))
        .catch(act);
    } catch {
      // No locks here: better twice than never.
      act();
    }
  };
  if (WAITS_MS[turn] === 0) ask();
  else setTimeout(ask, WAITS_MS[turn]);
}

function held(lock: Lock | null, act: () => void): Promise<void> | undefined {
  if (!lock) return;
  act();
  // Longer than the last tab takes to ask.
  return new Promise((done) => setTimeout(done, HELD_MS));
}

/** When this tab's turn comes. */
export function turnOf(page: Document, activation = navigator.userActivation): Turn {
  if (page.hasFocus()) return "looking";
  // A browser keeps a tab silent that nobody has touched.
  if (activation && !activation.hasBeenActive) return "mute";
  return page.visibilityState === "visible" ? "seen" : "hidden";
}
