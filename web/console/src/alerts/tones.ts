// The sounds, made on the spot: nothing is fetched for them.
import type { Tono } from "./prefs";

type Note = { hertz: number; atS: number; lastsS: number; wave?: OscillatorType };

const bell = (hertz: number, atS = 0, lastsS = 0.5): Note => ({ hertz, atS, lastsS });
const wood = (hertz: number, atS = 0): Note => ({ hertz, atS, lastsS: 0.09, wave: "triangle" });

export const TONES: Record<Tono, readonly Note[]> = {
  campana: [bell(880, 0, 0.7), bell(1318.5, 0.02, 0.5)],
  gota: [bell(1046.5, 0, 0.16)],
  madera: [wood(520), wood(390, 0.11)],
  doble: [bell(659.25, 0, 0.22), bell(880, 0.14, 0.35)],
  escala: [bell(587.33, 0, 0.16), bell(739.99, 0.1, 0.16), bell(880, 0.2, 0.35)],
  llamada: [bell(783.99, 0, 0.2), bell(622.25, 0.22, 0.2), bell(783.99, 0.44, 0.3)],
};

const LOUDEST = 0.3;
const ATTACK_S = 0.015;

let context: AudioContext | null = null;

/** `volume` from 0 to 100. Silent where the browser has not seen anybody press anything yet. */
export function ring(tone: Tono, volume: number): void {
  if (typeof AudioContext !== "function" || volume <= 0) return;
  context ??= new AudioContext();
  const audio = context;
  // Ears hear by ratios.
  const loud = (Math.min(volume, 100) / 100) ** 2 * LOUDEST;
  void audio
    .resume()
    .then(() => {
      for (const note of TONES[tone]) play(audio, note, loud);
    })
    .catch(() => {});
}

function play(
  audio: AudioContext,
  { hertz, atS, lastsS, wave = "sine" }: Note,
  loud: number,
): void {
  const at = audio.currentTime + atS;
  const source = audio.createOscillator();
  const volume = audio.createGain();
  source.type = wave;
  source.frequency.value = hertz;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(loud, at + ATTACK_S);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + lastsS);
  source.connect(volume).connect(audio.destination);
  source.start(at);
  source.stop(at + lastsS);
}
