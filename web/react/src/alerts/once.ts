// Done by one of the pages of this browser that want to do it at the same moment.

const MOMENT_MS = 1_500;

export function once(name: string, act: () => void): void {
  const held = (lock: Lock | null) => {
    if (!lock) return;
    act();
    return new Promise<void>((done) => setTimeout(done, MOMENT_MS));
  };
  try {
    navigator.locks.request(name, { ifAvailable: true }, held).catch(act);
  } catch {
    // There are none, or a strict browser throws where they are touched.
    act();
  }
}
