// A page that is still on its way, or that did not arrive.
import { Unplug } from "lucide-react";
import { useTexts } from "../texts";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";

export function PagePending() {
  const t = useTexts();
  return (
    <main aria-busy="true" className="flex min-h-0 flex-col gap-4 bg-panel p-6">
      <span className="sr-only">{t.loading}</span>
      <span className="skeleton h-6 w-40" />
      <span className="skeleton h-4 w-72 max-w-full" />
      <span className="skeleton mt-2 h-40" />
    </main>
  );
}

/** Mostly a new version: the files that this page wants are gone, and a reload brings the new ones. */
export function PageFailed() {
  const t = useTexts();
  return (
    <main className="grid min-h-0 bg-panel">
      <Notice alert icon={<Unplug size={28} />} title={t.pageFailed}>
        <p>{t.pageFailedHelp}</p>
        <Button onClick={() => location.reload()}>{t.reload}</Button>
      </Notice>
    </main>
  );
}
