"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Permission } from "../../../../core/access/permissions";
import { useMessages } from "../../../messages/use-messages";
import { Button } from "../../../ui/button";
import { Dialog } from "../../../ui/dialog";
import { FormErrorSummary } from "../../../ui/form-error-summary";
import { FormFooter } from "../../../ui/form-footer";
import { Select } from "../../../ui/select";
import { TextField } from "../../../ui/text-field";
import { useOfficeApi } from "../../api";
import { useRefusal } from "../../sync/use-refusal";
import { ScopeChoice } from "./scope-choice";
import { ShownOnce } from "./shown-once";

const EXPIRY_DAYS = [30, 90, 365] as const;
const NEVER = "never";

export type NewKeyDialogProps = {
  isOpen: boolean;
  onClose: () => void;
  permissions: readonly string[];
};

/** Makes a key and then shows it, this once. */
export function NewKeyDialog({ isOpen, onClose, permissions }: NewKeyDialogProps) {
  const { programs: words } = useMessages().settings;
  const [shown, setShown] = useState<string | null>(null);
  const close = () => {
    setShown(null);
    onClose();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      isSticky={shown !== null}
      title={shown === null ? words.newKeyTitle : words.keyShownTitle}
      description={shown === null ? words.newKeyBody : words.keyShownBody}
    >
      {shown === null ? (
        <NewKeyForm permissions={permissions} onClose={close} onMade={setShown} />
      ) : (
        <ShownOnce fields={[{ label: words.key, value: shown }]} onDone={close} />
      )}
    </Dialog>
  );
}

type NewKeyFormProps = {
  permissions: readonly string[];
  onClose: () => void;
  onMade: (key: string) => void;
};

function NewKeyForm({ permissions, onClose, onMade }: NewKeyFormProps) {
  const { programs: words, cancel } = useMessages().settings;
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly Permission[]>([]);
  const [expiry, setExpiry] = useState<string>(String(EXPIRY_DAYS[1]));
  const [isTried, setIsTried] = useState(false);
  const isNameless = name.trim() === "";
  const problemCount = Number(isNameless) + Number(scopes.length === 0);
  const create = useMutation(
    api.programs.createKey.mutationOptions({
      onSuccess: async ({ key }) => {
        await queryClient.invalidateQueries(api.programs.keys.queryFilter());
        onMade(key);
      },
    }),
  );
  function send(event: FormEvent) {
    event.preventDefault();
    setIsTried(true);
    if (problemCount > 0 || create.isPending) return;
    const days = expiry === NEVER ? {} : { expiresInDays: Number(expiry) };
    create.mutate({ name: name.trim(), scopes: [...scopes], ...days });
  }
  return (
    <form onSubmit={send} noValidate className="flex flex-col gap-4">
      <TextField
        label={words.name}
        hint={words.nameHint}
        error={isTried && isNameless ? words.nameMissing : undefined}
        value={name}
        onChange={setName}
        maxLength={80}
        autoComplete="off"
        autoFocus
      />
      <Select
        label={words.expiry}
        options={[
          ...EXPIRY_DAYS.map((days) => ({ value: String(days), label: words.expiryDays(days) })),
          { value: NEVER, label: words.expiryNever },
        ]}
        value={expiry}
        onChange={setExpiry}
      />
      <ScopeChoice
        permissions={permissions}
        scopes={scopes}
        onChange={setScopes}
        error={isTried && scopes.length === 0 ? words.scopesMissing : undefined}
      />
      <FormFooter
        status={
          <FormErrorSummary
            fieldCount={isTried ? problemCount : 0}
            message={create.error === null ? null : refusalOf(create.error)}
          />
        }
      >
        <Button size="form" onPress={onClose}>
          {cancel}
        </Button>
        <Button type="submit" kind="primary" size="form" isPending={create.isPending}>
          {words.createKey}
        </Button>
      </FormFooter>
    </form>
  );
}
