"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Permission } from "../../../../core/access/permissions";
import { useMessages } from "../../../messages/use-messages";
import { Button } from "../../../ui/button";
import { Dialog } from "../../../ui/dialog";
import { FormErrorSummary } from "../../../ui/form-error-summary";
import { FormFooter } from "../../../ui/form-footer";
import { TextField } from "../../../ui/text-field";
import { useOfficeApi } from "../../api";
import type { Me, Store } from "../../office-outputs";
import { useRefusal } from "../../sync/use-refusal";
import { StoreChoice } from "../people/store-choice";
import { ScopeChoice } from "./scope-choice";
import { ShownOnce } from "./shown-once";

type Made = { readonly name: string; readonly clientId: string; readonly clientSecret: string };

export type NewClientDialogProps = {
  isOpen: boolean;
  onClose: () => void;
  me: Me;
  stores: readonly Store[];
};

/** Makes a client and then shows its id and secret, this once. */
export function NewClientDialog({ isOpen, onClose, me, stores }: NewClientDialogProps) {
  const { programs: words } = useMessages().settings;
  const [made, setMade] = useState<Made | null>(null);
  const close = () => {
    setMade(null);
    onClose();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      isSticky={made !== null}
      title={made === null ? words.newClientTitle : words.clientShownTitle(made.name)}
      description={made === null ? words.newClientBody : words.clientShownBody}
    >
      {made === null ? (
        <NewClientForm me={me} stores={stores} onClose={close} onMade={setMade} />
      ) : (
        <ShownOnce
          fields={[
            { label: words.clientId, value: made.clientId },
            { label: words.clientSecret, value: made.clientSecret },
          ]}
          onDone={close}
        />
      )}
    </Dialog>
  );
}

type NewClientFormProps = {
  me: Me;
  stores: readonly Store[];
  onClose: () => void;
  onMade: (made: Made) => void;
};

function NewClientForm({ me, stores, onClose, onMade }: NewClientFormProps) {
  const { programs: words, cancel } = useMessages().settings;
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const mayGiveAll = me.storeIds === null;
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly Permission[]>([]);
  const [storeIds, setStoreIds] = useState<readonly string[] | null>(mayGiveAll ? null : []);
  const [isTried, setIsTried] = useState(false);
  const problems = {
    name: name.trim() === "" ? words.nameMissing : undefined,
    scopes: scopes.length === 0 ? words.scopesMissing : undefined,
    stores: storeIds?.length === 0 ? words.storesMissing : undefined,
  };
  const problemCount = Object.values(problems).filter(Boolean).length;
  const shown = isTried ? problems : { name: undefined, scopes: undefined, stores: undefined };
  const create = useMutation(
    api.programs.createClient.mutationOptions({
      onSuccess: async (made, asked) => {
        await queryClient.invalidateQueries(api.programs.clients.queryFilter());
        onMade({ ...made, name: asked.name });
      },
    }),
  );
  function send(event: FormEvent) {
    event.preventDefault();
    setIsTried(true);
    if (problemCount > 0 || create.isPending) return;
    const places = storeIds === null ? {} : { storeIds: [...storeIds] };
    create.mutate({ name: name.trim(), scopes: [...scopes], ...places });
  }
  return (
    <form onSubmit={send} noValidate className="flex flex-col gap-4">
      <TextField
        label={words.name}
        hint={words.nameHint}
        error={shown.name}
        value={name}
        onChange={setName}
        maxLength={80}
        autoComplete="off"
        autoFocus
      />
      <StoreChoice
        stores={stores}
        storeIds={storeIds}
        onChange={setStoreIds}
        error={shown.stores}
        mayGiveAll={mayGiveAll}
        isAllOnly={false}
      />
      <ScopeChoice
        permissions={me.permissions}
        scopes={scopes}
        onChange={setScopes}
        error={shown.scopes}
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
          {words.createClient}
        </Button>
      </FormFooter>
    </form>
  );
}
