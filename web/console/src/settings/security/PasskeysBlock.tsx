// Passkeys: this device, a phone, a key; added with a name, taken away.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { addPasskey, hasPasskeys, wasDismissed } from "../../session/passkeys";
import { toasts } from "../../shell/toasts";
import { useTextsOf } from "../../texts";
import { Button } from "../../ui/Button";
import { Field, TextInput } from "../../ui/fields";
import { Block } from "../SectionFrame";
import { settingsTexts } from "../texts";
import { account, STEPS } from "./api";
import { securityTexts } from "./texts";
import { useComplaint } from "./use-complaint";
import { useConfirmed } from "./use-confirmed";

export function PasskeysBlock({ onDone }: { onDone?: () => void }) {
  const s = useTextsOf(securityTexts);
  const shared = useTextsOf(settingsTexts);
  const complain = useComplaint();
  const queries = useQueryClient();
  const steps = useQuery({ queryKey: STEPS, queryFn: account.steps });
  const [run, dialog] = useConfirmed();
  const [name, setName] = useState("");
  const add = useMutation({
    mutationFn: () => run(() => addPasskey(name.trim())),
    onSuccess: async () => {
      setName("");
      await queries.invalidateQueries({ queryKey: STEPS });
      toasts.show({ title: s.passkeyAdded });
      onDone?.();
    },
    onError: (error) => {
      if (!wasDismissed(error)) complain(error);
    },
  });
  const remove = useMutation({
    mutationFn: (id: number) => run(() => account.removePasskey(id)),
    onSuccess: () => void queries.invalidateQueries({ queryKey: STEPS }),
    onError: complain,
  });
  const mine = steps.data?.filter((each) => each.type === "webauthn") ?? [];
  if (!hasPasskeys()) return null;
  return (
    <Block title={s.passkeysTitle} about={s.passkeysAbout}>
      {mine.length > 0 && (
        <ul className="divide-y divide-line rounded-md border border-line">
          {mine.map(
            (each) =>
              each.type === "webauthn" && (
                <li key={each.id} className="flex items-center gap-3 px-3 py-2">
                  <span className="min-w-0 flex-1 truncate">{each.name}</span>
                  <Button disabled={remove.isPending} onClick={() => remove.mutate(each.id)}>
                    {shared.remove}
                  </Button>
                </li>
              ),
          )}
        </ul>
      )}
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (!add.isPending) add.mutate();
        }}
      >
        <Field label={s.passkeyName}>
          {(props) => (
            <TextInput
              {...props}
              required
              maxLength={100}
              placeholder={s.passkeyExample}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
        <Button type="submit" disabled={add.isPending}>
          {s.passkeyAdd}
        </Button>
      </form>
      {dialog}
    </Block>
  );
}
