"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useMessages } from "../../../messages/use-messages";
import { Button } from "../../../ui/button";
import { Checkbox } from "../../../ui/checkbox";
import { TextField } from "../../../ui/text-field";
import { showToast } from "../../../ui/toast";
import { useOfficeApi } from "../../api";
import type { SignInProvider } from "../../office-outputs";
import { useRefusal } from "../../sync/use-refusal";

export type ProviderFormProps = {
  /** Null for a new one. */
  provider: SignInProvider | null;
  onDone: () => void;
};

const NEW = { name: "", issuer: "", clientId: "", isEnabled: true };

export function ProviderForm({ provider, onDone }: ProviderFormProps) {
  const { settings } = useMessages();
  const { signIn } = settings;
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const { name, issuer, clientId, isEnabled } = provider ?? NEW;
  const [typed, setTyped] = useState({ name, issuer, clientId, isEnabled, clientSecret: "" });
  const change = (part: Partial<typeof typed>) => setTyped({ ...typed, ...part });
  const save = useMutation(
    api.signInSettings.saveProvider.mutationOptions({
      onSuccess: async () => {
        onDone();
        showToast({ title: signIn.providerSaved(typed.name) });
        await queryClient.invalidateQueries(api.signInSettings.get.queryFilter());
      },
    }),
  );
  function send(event: FormEvent) {
    event.preventDefault();
    if (save.isPending) return;
    save.mutate({
      ...typed,
      id: provider?.id ?? null,
      version: provider?.version ?? 0,
      clientSecret: typed.clientSecret === "" ? null : typed.clientSecret,
    });
  }
  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      <TextField
        label={signIn.name}
        value={typed.name}
        onChange={(text) => change({ name: text })}
        maxLength={60}
        isRequired
        autoFocus
      />
      <TextField
        label={signIn.issuer}
        hint={signIn.issuerHint}
        type="url"
        value={typed.issuer}
        onChange={(text) => change({ issuer: text })}
        isRequired
      />
      <TextField
        label={signIn.clientId}
        value={typed.clientId}
        onChange={(text) => change({ clientId: text })}
        isRequired
        isMono
      />
      <TextField
        label={signIn.clientSecret}
        hint={provider === null ? signIn.clientSecretHint : signIn.clientSecretKeep}
        type="password"
        autoComplete="off"
        value={typed.clientSecret}
        onChange={(text) => change({ clientSecret: text })}
        isRequired={provider === null}
      />
      <Checkbox
        isSelected={typed.isEnabled}
        onChange={(isChosen) => change({ isEnabled: isChosen })}
      >
        {signIn.isEnabled}
      </Checkbox>
      {save.error !== null && (
        <p role="alert" className="text-body text-danger">
          {refusalOf(save.error)}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="primary" size="form" isPending={save.isPending}>
          {settings.save}
        </Button>
        <Button size="form" onPress={onDone}>
          {settings.cancel}
        </Button>
      </div>
    </form>
  );
}
