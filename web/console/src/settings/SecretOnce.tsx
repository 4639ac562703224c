// A secret that is shown this once, with a button that copies it.
import { useState } from "react";
import { useTextsOf } from "../texts";
import { Button } from "../ui/Button";
import { settingsTexts } from "./texts";

export function SecretOnce({ secret }: { secret: string }) {
  const t = useTextsOf(settingsTexts);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(secret);
    setCopied(true);
  };
  return (
    <div className="rounded-md bg-note-soft px-3 py-3">
      <p className="text-sm">{t.once}</p>
      <div className="mt-2 flex items-center gap-2">
        <code className="min-w-0 flex-1 rounded-sm bg-panel px-2 py-1.5 break-all">{secret}</code>
        <Button onClick={() => void copy()}>{copied ? t.copied : t.copy}</Button>
      </div>
    </div>
  );
}
