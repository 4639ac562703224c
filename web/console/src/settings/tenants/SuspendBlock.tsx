// A tenant is suspended, which asks first, or resumed.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { fullDay } from "../../format";
import { codigoOf } from "../../http";
import { ConfirmDialog } from "../../over/ConfirmDialog";
import { toasts } from "../../shell/toasts";
import { problemText, useLanguage, useTexts, useTextsOf } from "../../texts";
import { Button } from "../../ui/Button";
import type { wire } from "../../wire";
import { Block } from "../SectionFrame";
import { settingsTexts } from "../texts";
import { TENANTS, tenantsApi } from "./api";
import { tenantsTexts } from "./texts";

export function SuspendBlock({ tenant }: { tenant: wire.TenantAdministrado }) {
  const t = useTextsOf(tenantsTexts);
  const s = useTextsOf(settingsTexts);
  const common = useTexts();
  const language = useLanguage();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const set = async (suspendido: boolean) => {
    await tenantsApi.change(tenant.slug, { suspendido });
    await queries.invalidateQueries({ queryKey: [TENANTS[0]] });
    toasts.show({ title: s.saved });
  };
  const resume = () =>
    set(false).catch((error) => toasts.show({ title: problemText(common, codigoOf(error)) }));
  return (
    <Block
      title={tenant.suspendido ? t.suspended : t.suspend}
      about={tenant.borrar_en ? t.erasedAbout(fullDay(tenant.borrar_en, language)) : t.suspendAbout}
    >
      {tenant.suspendido ? (
        <Button className="self-start" onClick={() => void resume()}>
          {t.resume}
        </Button>
      ) : (
        <Button look="danger" className="self-start" onClick={() => setAsking(true)}>
          {t.suspend}
        </Button>
      )}
      {asking && (
        <ConfirmDialog
          danger
          title={t.suspendTitle(tenant.nombre)}
          action={t.suspend}
          name={tenant.slug}
          onConfirm={() => set(true)}
          onClose={() => setAsking(false)}
        >
          {t.suspendHelp}
        </ConfirmDialog>
      )}
    </Block>
  );
}
