"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { LANGUAGE_NAMES, LANGUAGES, type Language, languageOf } from "../../../messages/languages";
import { useMessages } from "../../../messages/use-messages";
import { Button } from "../../../ui/button";
import { Dialog } from "../../../ui/dialog";
import { FormErrorSummary } from "../../../ui/form-error-summary";
import { FormFooter } from "../../../ui/form-footer";
import { Select } from "../../../ui/select";
import { TextField } from "../../../ui/text-field";
import { showToast } from "../../../ui/toast";
import { useOfficeApi } from "../../api";
import type { Store } from "../../office-outputs";
import { useRefusal } from "../../sync/use-refusal";
import { timezoneOptions } from "../timezone-options";

export type NewStoreDialogProps = {
  isOpen: boolean;
  onClose: () => void;
  /** A store that the new one is likely to be like. */
  pattern: Store | null;
  language: string;
};

export function NewStoreDialog(props: NewStoreDialogProps) {
  const { stores: words } = useMessages().settings;
  return (
    <Dialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={words.newStore}
      description={words.newStoreBody}
    >
      <NewStoreForm {...props} />
    </Dialog>
  );
}

function NewStoreForm({ onClose, pattern, language }: NewStoreDialogProps) {
  const { stores: words, cancel } = useMessages().settings;
  const refusalOf = useRefusal();
  const [draft, setDraft] = useState({
    ...{ code: "", name: "", address: "" },
    timezone: pattern?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    language: languageOf(pattern?.language ?? language),
  });
  const [isTried, setIsTried] = useState(false);
  const create = useCreateStore(onClose);
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const [code, name] = [draft.code.trim(), draft.name.trim()];
  const isReady = code !== "" && name !== "";
  function send(event: FormEvent) {
    event.preventDefault();
    setIsTried(true);
    if (!isReady || create.isPending) return;
    const addressLines = draft.address.split("\n").flatMap((line) => line.trim() || []);
    create.mutate({ code, name, addressLines, ...pick(draft) });
  }
  return (
    <form onSubmit={send} noValidate>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={words.code}
          error={isTried && code === "" ? words.codeMissing : undefined}
          value={draft.code}
          onChange={(typed) => change({ code: typed })}
          maxLength={40}
          autoFocus
        />
        <TextField
          label={words.name}
          error={isTried && name === "" ? words.nameMissing : undefined}
          value={draft.name}
          onChange={(typed) => change({ name: typed })}
          maxLength={120}
        />
        <TextField
          label={words.address}
          hint={words.addressHint}
          value={draft.address}
          onChange={(address) => change({ address })}
          rows={3}
          className="sm:col-span-2"
        />
        <Select
          label={words.timezone}
          options={timezoneOptions(draft.timezone)}
          value={draft.timezone}
          onChange={(timezone) => change({ timezone })}
        />
        <Select<Language>
          label={words.language}
          options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          value={draft.language}
          onChange={(chosen) => change({ language: chosen })}
        />
      </div>
      <FormFooter
        status={
          <FormErrorSummary message={create.error === null ? null : refusalOf(create.error)} />
        }
      >
        <Button size="form" onPress={onClose}>
          {cancel}
        </Button>
        <Button type="submit" kind="primary" size="form" isPending={create.isPending}>
          {words.create}
        </Button>
      </FormFooter>
    </form>
  );
}

const pick = ({ timezone, language }: { timezone: string; language: Language }) => ({
  timezone,
  language,
});

function useCreateStore(onDone: () => void) {
  const { stores: words } = useMessages().settings;
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  return useMutation(
    api.stores.create.mutationOptions({
      onSuccess: async (_result, { name }) => {
        showToast({ title: words.created(name) });
        onDone();
        await queryClient.invalidateQueries(api.stores.pathFilter());
      },
    }),
  );
}
