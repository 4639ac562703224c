// API tokens: one's own, and everyone's for who keeps the team.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { get, send } from "../../data/queries";
import { shortWhen } from "../../format";
import { ConfirmDialog } from "../../over/ConfirmDialog";
import { useDesk } from "../../session/desk-context";
import { may } from "../../session/may";
import { useLanguage, useTextsOf } from "../../texts";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { Segmented } from "../../ui/Segmented";
import { type Column, Table } from "../../ui/Table";
import { Tag } from "../../ui/Tag";
import { useNow } from "../../ui/use-now";
import type { wire } from "../../wire";
import { Loaded } from "../Loaded";
import { rolesTexts } from "../roles/texts";
import { SectionFrame } from "../SectionFrame";
import { settingsTexts } from "../texts";
import { NewToken } from "./NewToken";
import { tokensTexts } from "./texts";

export const TOKENS = "/api/soporte/tokens/";

export default function TokensSection() {
  const t = useTextsOf(tokensTexts);
  const { yo } = useDesk();
  const queries = useQueryClient();
  const [whose, setWhose] = useState<"mios" | "todos">("mios");
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<wire.Token | null>(null);
  const query = useQuery({
    queryKey: ["tokens", whose],
    queryFn: () => get<wire.Tokens>(`${TOKENS}?de=${whose}`),
  });
  return (
    <SectionFrame
      wide
      title={t.title}
      about={t.about}
      actions={
        <Button look="primary" onClick={() => setMaking(true)}>
          {t.create}
        </Button>
      }
    >
      {may(yo, "equipo") && (
        <Segmented<"mios" | "todos">
          hidesLabel
          className="mb-3 max-w-64"
          label={t.whose}
          value={whose}
          options={[
            ["mios", t.mine],
            ["todos", t.everyones],
          ]}
          onChoose={setWhose}
        />
      )}
      <Loaded query={query}>
        {({ resultados }) => (
          <TokenTable rows={resultados} showsWhose={whose === "todos"} onRevoke={setRevoking} />
        )}
      </Loaded>
      {making && <NewToken onDone={() => setMaking(false)} />}
      {revoking && (
        <ConfirmDialog
          danger
          title={t.revokeTitle(revoking.nombre)}
          action={t.revoke}
          onClose={() => setRevoking(null)}
          onConfirm={async () => {
            await send("DELETE", `${TOKENS}${revoking.id}/`);
            await queries.invalidateQueries({ queryKey: ["tokens"] });
          }}
        >
          {t.revokeHelp}
        </ConfirmDialog>
      )}
    </SectionFrame>
  );
}

type TableProps = {
  rows: wire.Token[];
  showsWhose: boolean;
  onRevoke: (token: wire.Token) => void;
};

function TokenTable({ rows, showsWhose, onRevoke }: TableProps) {
  const t = useTextsOf(tokensTexts);
  const s = useTextsOf(settingsTexts);
  const { permissions } = useTextsOf(rolesTexts);
  const language = useLanguage();
  const now = useNow(60_000);
  const when = (iso: string | null) => (iso ? shortWhen(iso, now, language) : t.never);
  const columns: Column<wire.Token>[] = [
    {
      id: "nombre",
      title: s.name,
      className: "w-full",
      cell: ({ nombre, prefijo, agente }) => (
        <span className="leading-tight">
          <span className="font-medium">{nombre}</span>
          <span className="block text-sm text-ink-3">
            <code>{prefijo}…</code>
            {showsWhose && ` ${agente.nombre}`}
          </span>
        </span>
      ),
    },
    {
      id: "ambitos",
      title: t.scopes,
      className: "text-ink-2 max-desk:hidden",
      cell: ({ ambitos }) =>
        ambitos ? ambitos.map((each) => permissions[each]?.[0] ?? each).join(", ") : t.allOfRole,
    },
    {
      id: "usado",
      title: t.used,
      className: "whitespace-nowrap text-ink-2 max-desk:hidden",
      cell: ({ usado_en }) => when(usado_en),
    },
    {
      id: "caduca",
      title: t.expires,
      className: "whitespace-nowrap text-ink-2 max-desk:hidden",
      cell: ({ expira_en }) => when(expira_en),
    },
    {
      id: "revocar",
      title: "",
      cell: (token) =>
        token.revocado_en ? (
          <Tag>{t.revoked}</Tag>
        ) : (
          <Button onClick={() => onRevoke(token)}>{t.revoke}</Button>
        ),
    },
  ];
  return (
    <Table
      caption={t.title}
      columns={columns}
      rows={rows}
      keyOf={({ id }) => id}
      empty={<Notice title={t.none}>{t.noneHelp}</Notice>}
    />
  );
}
