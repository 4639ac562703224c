// A list or page with nothing in it yet: why, and what one can do about it.
import type { ReactNode } from "react";
import { Notice } from "./Notice";

type Props = { icon?: ReactNode; title: string; help?: ReactNode; action?: ReactNode };

export function EmptyState({ icon, title, help, action }: Props) {
  return (
    <Notice icon={icon} title={title}>
      {help && <p>{help}</p>}
      {action}
    </Notice>
  );
}
