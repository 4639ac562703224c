import { useTexts } from "../texts";
import { PageHeader } from "../ui/PageHeader";

export function SearchPage() {
  const t = useTexts();
  return (
    <main className="flex min-h-0 min-w-0 flex-col bg-panel">
      <PageHeader title={t.searchPage} />
    </main>
  );
}
