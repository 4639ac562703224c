// What a file is called and what it is, where there is no picture of it.

/** So much of the end stays: two files often differ in nothing else. */
const ENDING = 10;

/** Too long, it loses its middle; whoever listens hears all of it. */
export function FileName({ nombre, said }: { nombre: string; said?: string }) {
  const letters = [...nombre];
  const cut = letters.length > 2 * ENDING ? letters.length - ENDING : letters.length;
  return (
    <span className="file-name" title={nombre}>
      <span className="sr">{said ?? nombre}</span>
      <bdi aria-hidden="true" dir="auto">
        <span>{letters.slice(0, cut).join("")}</span>
        <span>{letters.slice(cut).join("")}</span>
      </bdi>
    </span>
  );
}

/** Its ending, as on the back of a folder. */
export function FileMark({ nombre }: { nombre: string }) {
  const ending = /\.(\w{1,4})$/.exec(nombre)?.[1] ?? "";
  return (
    <span className="file-mark" aria-hidden="true">
      {ending.toUpperCase() || <i />}
    </span>
  );
}
