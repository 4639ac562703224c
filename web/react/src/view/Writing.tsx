// Somebody of soporte is writing.

import { useLaterWords } from "../laterWords";

export function Writing({ nombre }: { nombre: string }) {
  const said = useLaterWords().typing(nombre);
  return (
    <div className="said theirs">
      <div className="bubble typing">
        <span className="sr">{said}</span>
        <i />
        <i />
        <i />
      </div>
      <div className="meta" aria-hidden="true">
        {said}
      </div>
    </div>
  );
}
