// A button that opens a list to search and pick from: people, tags, tenants. The list is at hand;
// nothing is fetched here.
import type { ReactNode } from "react";
import { Float } from "./Float";
import { PickerList, type PickerListProps } from "./PickerList";
import type { Side } from "./place";
import { type Trigger, useFloating } from "./use-floating";

type Props = Omit<PickerListProps, "onDone"> & {
  trigger: (props: Trigger) => ReactNode;
  side?: Side;
};

export function Picker({ trigger, side, ...list }: Props) {
  const { open, setOpen, anchor, trigger: props, panelId } = useFloating("dialog");
  return (
    <>
      {trigger(props)}
      {open && (
        <Float
          id={panelId}
          role="dialog"
          aria-label={list.label}
          anchor={anchor}
          {...(side ? { side } : {})}
          onClose={() => setOpen(false)}
          className="flex w-64 flex-col overflow-hidden p-0"
        >
          <PickerList
            {...list}
            onDone={() => {
              anchor.current?.focus();
              setOpen(false);
            }}
          />
        </Float>
      )}
    </>
  );
}
