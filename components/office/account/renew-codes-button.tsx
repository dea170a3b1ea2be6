"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useMessages } from "../../messages/use-messages";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { useOfficeApi } from "../api";
import { ConfirmDialog } from "../settings/confirm-dialog";
import { useRefusal } from "../sync/use-refusal";
import { RecoveryCodes } from "./recovery-codes";

/** Asks, and then shows the ten codes, which nobody can ask for again. */
export function RenewCodesButton() {
  const { account } = useMessages();
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const [isAsked, setIsAsked] = useState(false);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const renew = useMutation(
    api.session.renewRecoveryCodes.mutationOptions({
      onSuccess: async (made) => {
        setIsAsked(false);
        setCodes(made.codes);
        await queryClient.invalidateQueries(api.session.security.queryFilter());
      },
    }),
  );
  return (
    <>
      <Button
        onPress={() => {
          renew.reset();
          setIsAsked(true);
        }}
      >
        {account.renewCodes}
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        onClose={() => setIsAsked(false)}
        title={account.renewTitle}
        body={account.renewBody}
        action={account.makeCodes}
        isPending={renew.isPending}
        refusal={renew.error === null ? null : refusalOf(renew.error)}
        onConfirm={() => renew.mutate()}
      />
      <Dialog
        isOpen={codes !== null}
        onClose={() => setCodes(null)}
        title={account.codesTitle}
        description={account.codesBody}
        isSticky
      >
        <RecoveryCodes codes={codes ?? []} onKept={() => setCodes(null)} />
      </Dialog>
    </>
  );
}
