"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useMessages } from "../../../messages/use-messages";
import { Dialog } from "../../../ui/dialog";
import { Select } from "../../../ui/select";
import { useOfficeApi } from "../../api";
import { ProgramForm } from "./program-form";
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
  const { programs: words } = useMessages().settings;
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const [expiry, setExpiry] = useState<string>(String(EXPIRY_DAYS[1]));
  const create = useMutation(
    api.programs.createKey.mutationOptions({
      onSuccess: async ({ key }) => {
        await queryClient.invalidateQueries(api.programs.keys.queryFilter());
        onMade(key);
      },
    }),
  );
  const days = expiry === NEVER ? {} : { expiresInDays: Number(expiry) };
  return (
    <ProgramForm
      permissions={permissions}
      problemCount={0}
      submit={words.createKey}
      create={create}
      onSubmit={(named) => create.mutate({ ...named, ...days })}
      onClose={onClose}
    >
      {() => (
        <Select
          label={words.expiry}
          options={[
            ...EXPIRY_DAYS.map((count) => ({
              value: String(count),
              label: words.expiryDays(count),
            })),
            { value: NEVER, label: words.expiryNever },
          ]}
          value={expiry}
          onChange={setExpiry}
        />
      )}
    </ProgramForm>
  );
}
