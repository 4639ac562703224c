// Codes for the day on which the phone is lost: to copy, or to keep as a file.
import { toasts } from "../../shell/toasts";
import { useTextsOf } from "../../texts";
import { Button } from "../../ui/Button";
import { settingsTexts } from "../texts";
import { securityTexts } from "./texts";

type Props = { codes: readonly string[]; onDone?: () => void };

export function RecoveryCodes({ codes, onDone }: Props) {
  const s = useTextsOf(securityTexts);
  const shared = useTextsOf(settingsTexts);
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join("\n"));
    toasts.show({ title: shared.copied });
  };
  return (
    <div className="mt-2 flex flex-col gap-3">
      <p className="text-ink-2">{s.codesHelp}</p>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-md bg-sunk px-4 py-3">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => void copy()}>{shared.copy}</Button>
        <Button onClick={() => keepAsFile(codes)}>{s.download}</Button>
        {onDone && (
          <Button look="primary" onClick={onDone}>
            {shared.done}
          </Button>
        )}
      </div>
    </div>
  );
}

function keepAsFile(codes: readonly string[]): void {
  const address = URL.createObjectURL(new Blob([`${codes.join("\n")}\n`], { type: "text/plain" }));
  const link = Object.assign(document.createElement("a"), {
    href: address,
    download: "ventanilla-codigos.txt",
  });
  link.click();
  URL.revokeObjectURL(address);
}
