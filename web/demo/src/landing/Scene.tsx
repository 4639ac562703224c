// The promise, drawn: the end of one chat and the beginning of the next, as the cliente's panel shows them.
import type { Texts } from "./texts";

export function Scene({ t }: { t: Texts }) {
  return (
    <figure className="scene">
      <div role="img" aria-label={t.scene.describe}>
        <p className="said support">{t.scene.before}</p>
        <p className="divider">{t.scene.closed}</p>
        <p className="divider new">{t.scene.opened}</p>
        <p className="said">{t.scene.after}</p>
      </div>
      <figcaption>{t.promise}</figcaption>
    </figure>
  );
}
