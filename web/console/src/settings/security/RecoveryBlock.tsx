// How many recovery codes are left; all of them, or new ones.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTextsOf } from "../../texts";
import { Button } from "../../ui/Button";
import { Block } from "../SectionFrame";
import { account, STEPS, type Step } from "./api";
import { RecoveryCodes } from "./RecoveryCodes";
import { securityTexts } from "./texts";
import { useComplaint } from "./use-complaint";
import { useConfirmed } from "./use-confirmed";

export function RecoveryBlock() {
  const s = useTextsOf(securityTexts);
  const complain = useComplaint();
  const queries = useQueryClient();
  const steps = useQuery({ queryKey: STEPS, queryFn: account.steps });
  const [run, dialog] = useConfirmed();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const show = (kept: Step) => {
    if (kept.type === "recovery_codes") setCodes(kept.unused_codes ?? []);
    void queries.invalidateQueries({ queryKey: STEPS });
  };
  const look = useMutation({
    mutationFn: () =>
      run(async () => {
        const kept = await account.recoveryCodes();
        // Without the password said again the codes are left out.
        if (kept.type === "recovery_codes" && !kept.unused_codes)
          return account.renewRecoveryCodes();
        return kept;
      }),
    onSuccess: show,
    onError: complain,
  });
  const renew = useMutation({
    mutationFn: () => run(account.renewRecoveryCodes),
    onSuccess: show,
    onError: complain,
  });
  const mine = steps.data?.find((each) => each.type === "recovery_codes");
  if (mine?.type !== "recovery_codes") return null;
  return (
    <Block title={s.codesTitle} about={s.codesLeft(mine.unused_code_count, mine.total_code_count)}>
      <div className="flex gap-2">
        <Button disabled={look.isPending} onClick={() => look.mutate()}>
          {s.codesShow}
        </Button>
        <Button disabled={renew.isPending} onClick={() => renew.mutate()}>
          {s.codesRenew}
        </Button>
      </div>
      {codes && <RecoveryCodes codes={codes} />}
      {dialog}
    </Block>
  );
}
