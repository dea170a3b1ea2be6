"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useMessages } from "../../../messages/use-messages";
import { Button } from "../../../ui/button";
import { Dialog } from "../../../ui/dialog";
import { useOfficeApi } from "../../api";
import type { ApiClient } from "../../office-outputs";
import { useRefusal } from "../../sync/use-refusal";
import { ConfirmDialog } from "../confirm-dialog";
import { ShownOnce } from "./shown-once";

type Made = { readonly clientId: string; readonly clientSecret: string };

/** Asks, and then shows the new secret, this once. */
export function RenewSecretButton({ client }: { client: ApiClient }) {
  const { programs: words } = useMessages().settings;
  const api = useOfficeApi();
  const refusalOf = useRefusal();
  const [isAsked, setIsAsked] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const renew = useMutation(
    api.programs.renewClientSecret.mutationOptions({
      onSuccess: (renewed) => {
        setIsAsked(false);
        setMade(renewed);
      },
    }),
  );
  return (
    <>
      <Button
        aria-label={words.renewOf(client.name)}
        onPress={() => {
          renew.reset();
          setIsAsked(true);
        }}
      >
        {words.renew}
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        onClose={() => setIsAsked(false)}
        title={words.renewTitle(client.name)}
        body={words.renewBody}
        action={words.renew}
        isDanger
        isPending={renew.isPending}
        refusal={renew.error === null ? null : refusalOf(renew.error)}
        onConfirm={() => renew.mutate({ id: client.id })}
      />
      <Dialog
        isOpen={made !== null}
        onClose={() => setMade(null)}
        isSticky
        title={words.clientShownTitle(client.name)}
        description={words.clientShownBody}
      >
        <ShownOnce
          fields={[
            { label: words.clientId, value: made?.clientId ?? "" },
            { label: words.clientSecret, value: made?.clientSecret ?? "" },
          ]}
          onDone={() => setMade(null)}
        />
      </Dialog>
    </>
  );
}
