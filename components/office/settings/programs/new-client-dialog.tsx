"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useMessages } from "../../../messages/use-messages";
import { Dialog } from "../../../ui/dialog";
import { useOfficeApi } from "../../api";
import type { Me, Store } from "../../office-outputs";
import { StoreChoice } from "../people/store-choice";
import { ProgramForm } from "./program-form";
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
  const { programs: words } = useMessages().settings;
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const mayGiveAll = me.storeIds === null;
  const [storeIds, setStoreIds] = useState<readonly string[] | null>(mayGiveAll ? null : []);
  const isNowhere = storeIds?.length === 0;
  const create = useMutation(
    api.programs.createClient.mutationOptions({
      onSuccess: async (made, asked) => {
        await queryClient.invalidateQueries(api.programs.clients.queryFilter());
        onMade({ ...made, name: asked.name });
      },
    }),
  );
  const places = storeIds === null ? {} : { storeIds: [...storeIds] };
  return (
    <ProgramForm
      permissions={me.permissions}
      problemCount={Number(isNowhere)}
      submit={words.createClient}
      create={create}
      onSubmit={(named) => create.mutate({ ...named, ...places })}
      onClose={onClose}
    >
      {(isTried) => (
        <StoreChoice
          stores={stores}
          storeIds={storeIds}
          onChange={setStoreIds}
          error={isTried && isNowhere ? words.storesMissing : undefined}
          mayGiveAll={mayGiveAll}
          isAllOnly={false}
        />
      )}
    </ProgramForm>
  );
}
