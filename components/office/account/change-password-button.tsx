"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useMessages } from "../../messages/use-messages";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/text-field";
import { showToast } from "../../ui/toast";
import { useOfficeApi } from "../api";
import { useRefusal } from "../sync/use-refusal";

export function ChangePasswordButton() {
  const { account } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>{account.changePassword}</Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={account.changePassword}
        description={account.changePasswordBody}
        width="narrow"
      >
        <ChangePasswordForm onDone={() => setIsOpen(false)} />
      </Dialog>
    </>
  );
}

function ChangePasswordForm({ onDone }: { onDone: () => void }) {
  const { account } = useMessages();
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [endsKeys, setEndsKeys] = useState(false);
  const change = useMutation(
    api.passwords.change.mutationOptions({
      onSuccess: async () => {
        onDone();
        showToast({ title: account.passwordChanged });
        await Promise.all([
          queryClient.invalidateQueries(api.session.list.queryFilter()),
          queryClient.invalidateQueries(api.programs.keys.queryFilter()),
        ]);
      },
    }),
  );
  const refusal = change.error === null ? undefined : refusalOf(change.error);
  const isCurrentWrong = change.error?.data?.domainCode === "password_wrong";
  function send(event: FormEvent) {
    event.preventDefault();
    if (current === "" || next === "" || change.isPending) return;
    change.mutate({ currentPassword: current, newPassword: next, endsKeys });
  }
  return (
    <form onSubmit={send} noValidate className="flex flex-col gap-4">
      <TextField
        label={account.currentPassword}
        type="password"
        autoComplete="current-password"
        {...(refusal && isCurrentWrong && { error: refusal })}
        value={current}
        onChange={setCurrent}
        isRequired
        autoFocus
      />
      <TextField
        label={account.newPassword}
        type="password"
        autoComplete="new-password"
        {...(refusal && !isCurrentWrong && { error: refusal })}
        value={next}
        onChange={setNext}
        isRequired
      />
      <Checkbox isSelected={endsKeys} onChange={setEndsKeys} hint={account.endKeysHint}>
        {account.endKeysToo}
      </Checkbox>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="primary" size="form" isPending={change.isPending}>
          {account.changePassword}
        </Button>
        <Button size="form" onPress={onDone}>
          {account.cancel}
        </Button>
      </div>
    </form>
  );
}
