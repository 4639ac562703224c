// Who did and saw what, the newest first: by whom, what, of which tenant, since when.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { get, useTenants } from "../../data/queries";
import { queryString } from "../../desk-api";
import { codigoOf } from "../../http";
import { useDesk } from "../../session/desk-context";
import { may } from "../../session/may";
import { useTeam } from "../../team/use-team";
import { problemText, useLanguage, useTexts, useTextsOf } from "../../texts";
import { Button } from "../../ui/Button";
import { Field, Select, TextInput } from "../../ui/fields";
import { Notice } from "../../ui/Notice";
import { SkeletonLines } from "../../ui/Skeleton";
import type { wire } from "../../wire";
import { SectionFrame } from "../SectionFrame";
import { settingsTexts } from "../texts";
import { ActTable } from "./ActTable";
import { Keeping } from "./Keeping";
import { ACTS, actName } from "./sentence";
import { auditTexts } from "./texts";

const PATH = "/api/soporte/auditoria/";
const NOTHING = { agente: "", accion: "", tenant: "", desde: "" };

export default function AuditSection() {
  const t = useTextsOf(auditTexts);
  const s = useTextsOf(settingsTexts);
  const common = useTexts();
  const { yo } = useDesk();
  const [asked, setAsked] = useState(NOTHING);
  const query = useInfiniteQuery({
    queryKey: ["auditoria", asked],
    queryFn: ({ pageParam }) =>
      get<wire.Actos>(`${PATH}${queryString({ ...asked, cursor: pageParam })}`),
    initialPageParam: "",
    getNextPageParam: (page) => page.siguiente ?? undefined,
    placeholderData: (before) => before,
  });
  return (
    <SectionFrame wide title={t.title} about={t.about}>
      <Filters asked={asked} onChange={setAsked} />
      {query.isError ? (
        <Notice alert title={problemText(common, codigoOf(query.error))}>
          <Button onClick={() => void query.refetch()}>{common.retry}</Button>
        </Notice>
      ) : query.data ? (
        <ActTable acts={query.data.pages.flatMap((page) => page.resultados)} />
      ) : (
        <SkeletonLines lines={8} />
      )}
      {query.hasNextPage && (
        <Button
          className="mt-3"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {s.more}
        </Button>
      )}
      {may(yo, "equipo") && <Keeping />}
    </SectionFrame>
  );
}

type FiltersProps = { asked: typeof NOTHING; onChange: (asked: typeof NOTHING) => void };

function Filters({ asked, onChange }: FiltersProps) {
  const t = useTextsOf(auditTexts);
  const language = useLanguage();
  const team = useTeam();
  const tenants = useTenants().data?.resultados ?? [];
  const choice = (
    name: keyof typeof NOTHING,
    label: string,
    options: readonly (readonly [value: string, text: string])[],
  ) => (
    <Field label={label}>
      {(props) => (
        <Select
          {...props}
          value={asked[name]}
          onChange={({ target }) => onChange({ ...asked, [name]: target.value })}
        >
          <option value="">{t.any}</option>
          {options.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
  return (
    <div className="mb-4 grid grid-cols-2 gap-3 desk:grid-cols-4">
      {choice(
        "agente",
        t.who,
        team.map(({ id, nombre }) => [String(id), nombre]),
      )}
      {choice(
        "accion",
        t.what,
        ACTS.map((each) => [each, actName(each, language)]),
      )}
      {choice(
        "tenant",
        t.tenant,
        tenants.map(({ tenant }) => [tenant.slug, tenant.nombre]),
      )}
      <Field label={t.since}>
        {(props) => (
          <TextInput
            {...props}
            type="date"
            value={asked.desde}
            onChange={({ target }) => onChange({ ...asked, desde: target.value })}
          />
        )}
      </Field>
    </div>
  );
}
