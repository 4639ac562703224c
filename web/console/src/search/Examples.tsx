// What can be typed, for who has not typed anything yet.
import { useTextsOf } from "../texts";
import { searchTexts } from "./texts";

export function Examples() {
  const t = useTextsOf(searchTexts);
  const rows = [
    ['"no llega"', t.examplePhrase],
    ["pedido -albarán", t.exampleNot],
    ["tenant:acme", t.exampleTenant],
    ["agente:ana", t.exampleAgent],
    ["etiqueta:facturas", t.exampleTag],
    ["desde:7d", t.exampleDays],
    ["estado:cerrado", t.exampleState],
  ] as const;
  return (
    <section className="mx-auto mt-10 max-w-lg">
      <h2 className="text-md font-semibold">{t.start}</h2>
      <p className="text-ink-2">{t.about}</p>
      <h3 className="mt-5 mb-1.5 text-xs font-semibold text-ink-3">{t.examples}</h3>
      <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1.5">
        {rows.map(([typed, means]) => (
          <div key={typed} className="col-span-2 grid grid-cols-subgrid items-baseline">
            <dt className="font-mono text-sm">{typed}</dt>
            <dd className="text-ink-2">{means}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
