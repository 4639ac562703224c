// Rows and columns, dense; a head that sorts says by what.
import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";

export type Column<Row> = {
  id: string;
  title: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Figures stand to the right. */
  numeric?: boolean;
  /** Can be sorted by. */
  sortable?: boolean;
  className?: string;
};

export type Sorting = { by: string; down: boolean };

type Props<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string | number;
  sorting?: Sorting;
  onSort?: (sorting: Sorting) => void;
  /** What stands under the head where there are no rows. */
  empty?: ReactNode;
};

export function Table<Row>({ caption, columns, rows, keyOf, sorting, onSort, empty }: Props<Row>) {
  return (
    <div className="overflow-x-auto rounded-md border border-line bg-panel">
      <table className="w-full border-collapse text-left">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-sm text-ink-3">
            {columns.map((column) => (
              <Head key={column.id} column={column} sorting={sorting} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className="border-b border-line last:border-0 hover:bg-sunk/60">
              {columns.map(({ id, cell, numeric, className = "" }) => (
                <td
                  key={id}
                  className={`px-3 py-2 align-middle ${numeric ? "text-right tabular-nums" : ""} ${className}`}
                >
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && empty && <div className="p-4">{empty}</div>}
    </div>
  );
}

function Head<Row>({
  column,
  sorting,
  onSort,
}: {
  column: Column<Row>;
  sorting: Sorting | undefined;
  onSort: ((sorting: Sorting) => void) | undefined;
}) {
  const { id, title, numeric, sortable, className = "" } = column;
  const isBy = sorting?.by === id;
  const Arrow = sorting?.down ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={isBy ? (sorting.down ? "descending" : "ascending") : undefined}
      className={`px-3 py-2 font-medium whitespace-nowrap ${numeric ? "text-right" : ""} ${className}`}
    >
      {sortable && onSort ? (
        <button
          type="button"
          onClick={() => onSort({ by: id, down: isBy ? !sorting.down : Boolean(numeric) })}
          className={`inline-flex items-center gap-1 hover:text-ink ${isBy ? "text-ink" : ""}`}
        >
          {title}
          {isBy && <Arrow size={12} aria-hidden="true" />}
        </button>
      ) : (
        title
      )}
    </th>
  );
}
