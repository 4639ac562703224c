// What was asked of the server: on its way, failed with a way out, or there.
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { codigoOf } from "../http";
import { problemText, useTexts } from "../texts";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";

type Props<T> = { query: UseQueryResult<T>; children: (data: T) => ReactNode };

export function Loaded<T>({ query, children }: Props<T>) {
  const t = useTexts();
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return (
      <Notice alert title={problemText(t, codigoOf(query.error))}>
        <Button onClick={() => void query.refetch()}>{t.retry}</Button>
      </Notice>
    );
  }
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">{t.loading}</span>
      <span className="skeleton block h-9" />
      <span className="skeleton block h-9" />
      <span className="skeleton block h-9" />
    </div>
  );
}
