// Which tenants an agente sees: all of them, or some.
import { useTenants } from "../../data/queries";
import { useTextsOf } from "../../texts";
import { Button } from "../../ui/Button";
import { TenantMark } from "../../ui/Mark";
import { Picker } from "../../ui/Picker";
import { Popover } from "../../ui/Popover";
import { Segmented } from "../../ui/Segmented";
import { agentsTexts } from "./texts";

type Props = {
  chosen: readonly string[] | null;
  error?: string | undefined;
  onChange: (slugs: string[] | null) => void;
};

export function TenantsField({ chosen, error, onChange }: Props) {
  const t = useTextsOf(agentsTexts);
  const tenants = (useTenants().data?.resultados ?? []).map(({ tenant }) => tenant);
  const names = tenants.filter(({ slug }) => chosen?.includes(slug)).map(({ nombre }) => nombre);
  return (
    <div className="flex flex-col gap-2">
      <Segmented<"all" | "some">
        label={t.sees}
        value={chosen ? "some" : "all"}
        options={[
          ["all", t.all],
          ["some", t.onlySome],
        ]}
        onChoose={(which) => onChange(which === "all" ? null : [])}
      />
      {chosen && (
        <div className="flex items-center gap-3">
          <span className="min-w-0 flex-1 text-ink-2">{names.join(", ") || t.noTenant}</span>
          <Popover
            label={t.tenants}
            align="end"
            button={(props) => <Button {...props}>{t.choose}</Button>}
          >
            {() => (
              <Picker
                label={t.tenants}
                options={tenants.map((tenant) => ({
                  id: tenant.slug,
                  text: tenant.nombre,
                  keywords: tenant.slug,
                  mark: <TenantMark tenant={tenant} size="s" />,
                }))}
                selected={chosen}
                onPick={(slug) =>
                  onChange(
                    chosen.includes(slug)
                      ? chosen.filter((each) => each !== slug)
                      : [...chosen, slug],
                  )
                }
              />
            )}
          </Popover>
        </div>
      )}
      {error && (
        <p role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
