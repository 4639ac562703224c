// Where one is logged in; one of them ended, or all the others.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { whenWithHour } from "../../format";
import { useLanguage, useTextsOf } from "../../texts";
import { Button } from "../../ui/Button";
import { Tag } from "../../ui/Tag";
import { useNow } from "../../ui/use-now";
import { Block } from "../SectionFrame";
import { account, SESSIONS } from "./api";
import { browserOf } from "./browser";
import { securityTexts } from "./texts";
import { useComplaint } from "./use-complaint";

export function SessionsBlock() {
  const s = useTextsOf(securityTexts);
  const complain = useComplaint();
  const language = useLanguage();
  const now = useNow(60_000);
  const queries = useQueryClient();
  const sessions = useQuery({ queryKey: SESSIONS, queryFn: account.sessions });
  const end = useMutation({
    mutationFn: account.endSessions,
    onSuccess: () => void queries.invalidateQueries({ queryKey: SESSIONS }),
    onError: complain,
  });
  const all = sessions.data ?? [];
  const others = all.filter(({ is_current }) => !is_current);
  return (
    <Block title={s.sessionsTitle} about={s.sessionsAbout}>
      <ul className="divide-y divide-line rounded-md border border-line">
        {all.map((each) => (
          <li key={each.id} className="flex items-center gap-3 px-3 py-2">
            <span className="min-w-0 flex-1 leading-tight">
              {browserOf(each.user_agent)}
              <span className="block text-sm text-ink-3">
                {each.ip},{" "}
                {whenWithHour(new Date(each.created_at * 1000).toISOString(), now, language)}
              </span>
            </span>
            {each.is_current ? (
              <Tag>{s.thisOne}</Tag>
            ) : (
              <Button disabled={end.isPending} onClick={() => end.mutate([each.id])}>
                {s.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 1 && (
        <Button
          className="self-start"
          disabled={end.isPending}
          onClick={() => end.mutate(others.map(({ id }) => id))}
        >
          {s.endOthers}
        </Button>
      )}
    </Block>
  );
}
