// Done by one of the pages of this browser that want to do it at the same moment.

const MOMENT_MS = 1_500;

export function once(name: string, act: () => void): void {
  if (typeof navigator === "undefined" || !navigator.locks) {
    act();
    return;
  }
  const held = (lock: Lock | null) => {
    if (!lock) return;
    act();
    return new Promise<void>((done) => setTimeout(done, MOMENT_MS));
  };
  navigator.locks.request(name, { ifAvailable: true }, held).catch(act);
}
