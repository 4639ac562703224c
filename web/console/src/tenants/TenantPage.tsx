// A tenant: who they are, their chats and people.
import { Link, useParams } from "@tanstack/react-router";
import { Building2 } from "lucide-react";
import { useDesk } from "../session/desk-context";
import { useTexts, useTextsOf } from "../texts";
import { EmptyState } from "../ui/EmptyState";
import { TenantMark } from "../ui/Mark";
import { PageHeader } from "../ui/PageHeader";
import { tenantTexts } from "./texts";

export function TenantPage() {
  const common = useTexts();
  const t = useTextsOf(tenantTexts);
  const { slug } = useParams({ from: "/tenants/$slug" });
  const tenant = useDesk().yo.tenants.find((each) => each.slug === slug);
  return (
    <main className="flex min-h-0 min-w-0 flex-col bg-panel">
      <PageHeader
        title={tenant?.nombre ?? slug}
        hint={tenant && `${common.tenantSlug}: ${slug}`}
        mark={tenant && <TenantMark tenant={tenant} size="l" />}
      >
        {tenant && (
          <Link
            to="/"
            search={{ tenant: slug }}
            className="font-medium text-accent underline-offset-3 hover:underline"
          >
            {t.seeChats}
          </Link>
        )}
      </PageHeader>
      {!tenant && (
        <EmptyState icon={<Building2 size={26} />} title={t.missing} help={t.missingHelp} />
      )}
    </main>
  );
}
