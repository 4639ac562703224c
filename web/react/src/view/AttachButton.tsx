// The paperclip, and the browser's own way to choose files.

import { type ChangeEvent, type RefObject, useRef } from "react";
import { useWords } from "../words";
import { Paperclip } from "./Icons";
import { isTouch } from "./keys";

interface Props {
  /** Where one goes on: Enter on the paperclip would ask for files again. */
  field: RefObject<HTMLElement | null>;
  onFiles(files: File[]): void;
}

export function AttachButton({ field, onFiles }: Props) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const chosen = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    onFiles([...(currentTarget.files ?? [])]);
    // The same file, chosen again, is a change then.
    currentTarget.value = "";
    if (!isTouch()) field.current?.focus();
  };
  return (
    <>
      <input ref={input} type="file" multiple hidden onChange={chosen} />
      <button
        type="button"
        className="icon clip"
        aria-label={t.attach}
        onClick={() => input.current?.click()}
      >
        <Paperclip />
      </button>
    </>
  );
}
