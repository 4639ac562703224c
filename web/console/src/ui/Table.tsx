// Rows and columns, dense, its head always in sight. Columns with `by` can be sorted: here, or by the
// owner of the rows where it gives `sort` and `onSort`.
import { ArrowDown, ArrowUp } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";

export type Sort = { column: string; down: boolean };

export type Column<Row> = {
  id: string;
  title: string;
  cell: (row: Row) => ReactNode;
  by?: (row: Row) => string | number | null;
  /** Figures stand at the end. */
  end?: boolean;
};

type Props<Row> = {
  /** What the table shows; read aloud only. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  sort?: Sort | null;
  onSort?: (sort: Sort) => void;
  /** In place of rows where there are none. */
  empty?: ReactNode;
};

export function Table<Row>({ caption, columns, rows, rowKey, empty, ...given }: Props<Row>) {
  const [own, setOwn] = useState<Sort | null>(null);
  const sort = given.onSort ? (given.sort ?? null) : (own ?? given.sort ?? null);
  const setSort = given.onSort ?? setOwn;
  const isOurs = given.onSort === undefined;
  const sorted = useMemo(
    () => (isOurs ? sortedBy(rows, columns, sort) : rows),
    [isOurs, rows, columns, sort],
  );
  if (rows.length === 0 && empty) return empty;
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={caption}
      className="focus-inside min-h-0 min-w-0 overflow-auto"
    >
      <table className="w-full border-separate border-spacing-0 text-left">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.id} column={column} sort={sort} onSort={setSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={rowKey(row)} className="hover:bg-sunk">
              {columns.map(({ id, cell, end }) => (
                <td
                  key={id}
                  className={`border-b border-line px-3 py-1.5 ${end ? "text-right" : ""}`}
                >
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type HeadProps<Row> = { column: Column<Row>; sort: Sort | null; onSort: (sort: Sort) => void };

function Head<Row>({ column, sort, onSort }: HeadProps<Row>) {
  const { id, title, by, end } = column;
  const isOn = sort?.column === id;
  const Arrow = sort?.down ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={isOn ? (sort.down ? "descending" : "ascending") : undefined}
      className={`sticky top-0 z-10 border-b border-line bg-panel px-3 py-2 text-xs font-semibold whitespace-nowrap text-ink-3 ${end ? "text-right" : ""}`}
    >
      {by ? (
        <button
          type="button"
          onClick={() => onSort({ column: id, down: isOn ? !sort.down : end === true })}
          className="-mx-1 inline-flex items-center gap-1 rounded-sm px-1 hover:text-ink"
        >
          {title}
          <Arrow size={12} aria-hidden="true" className={isOn ? "" : "invisible"} />
        </button>
      ) : (
        title
      )}
    </th>
  );
}

function sortedBy<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort | null,
): readonly Row[] {
  const by = columns.find(({ id }) => id === sort?.column)?.by;
  if (!by || !sort) return rows;
  const sign = sort.down ? -1 : 1;
  return [...rows].sort((a, b) => compared(by(a), by(b), sign));
}

type Value = string | number | null;

// What has no value stands last, whichever way it is sorted.
function compared(a: Value, b: Value, sign: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === "number" && typeof b === "number") return sign * (a - b);
  return sign * String(a).localeCompare(String(b), undefined, { numeric: true });
}
