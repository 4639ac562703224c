// The dashboard: how much there is to do, how fast it is done, for whom.
import { ChartColumn } from "lucide-react";
import { useTextsOf } from "../texts";
import { EmptyState } from "../ui/EmptyState";
import { PageHeader } from "../ui/PageHeader";
import { boardTexts } from "./texts";

export function BoardPage() {
  const t = useTextsOf(boardTexts);
  return (
    <main className="flex min-h-0 min-w-0 flex-col bg-panel">
      <PageHeader title={t.title} />
      <div className="flex min-h-0 flex-1 overflow-y-auto p-6 max-desk:p-3">
        <EmptyState icon={<ChartColumn size={26} />} title={t.empty} help={t.emptyHelp} />
      </div>
    </main>
  );
}
