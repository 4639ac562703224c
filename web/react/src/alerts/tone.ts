// Two soft notes, made on the spot: nothing is fetched for them.

const NOTES = [659.25, 880];
const APART_S = 0.12;
const LASTS_S = 0.28;
const LOUD = 0.08;

let context: AudioContext | null = null;

/** Silent where the browser has not seen the person press anything yet. */
export function ring(): void {
  if (typeof AudioContext !== "function") return;
  context ??= new AudioContext();
  void context
    .resume()
    .then(() => NOTES.forEach((hertz, index) => void note(hertz, index * APART_S)))
    .catch(() => {});
}

function note(hertz: number, afterS: number): void {
  if (!context) return;
  const at = context.currentTime + afterS;
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(LOUD, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + LASTS_S);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + LASTS_S);
}
