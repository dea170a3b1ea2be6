"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useMessages } from "../../messages/use-messages";
import { Button } from "../../ui/button";
import { showToast } from "../../ui/toast";
import { useOfficeApi } from "../api";
import { ReasonDialog } from "./reason-dialog";
import { useRefusal } from "./use-refusal";

export type RevokeButtonProps = {
  terminalId: string;
  /** What the till is called. */
  name: string;
  /** Among others of its kind, where the label is short and the till's name is only spoken. */
  isInList?: boolean;
};

/** Ends a till for good, with a reason. */
export function RevokeButton({ terminalId, name, isInList }: RevokeButtonProps) {
  const { officeSync } = useMessages();
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const [isOpen, setIsOpen] = useState(false);
  const revoke = useMutation(
    api.terminals.revoke.mutationOptions({
      onSuccess: async () => {
        setIsOpen(false);
        showToast({ title: officeSync.revokeDone(name) });
        await Promise.all([
          queryClient.invalidateQueries(api.sync.pathFilter()),
          queryClient.invalidateQueries(api.terminals.pathFilter()),
        ]);
      },
    }),
  );
  return (
    <>
      <Button
        kind="danger"
        {...(isInList && { "aria-label": officeSync.revokeTitle(name) })}
        onPress={() => {
          revoke.reset();
          setIsOpen(true);
        }}
      >
        {isInList ? officeSync.revokeShort : officeSync.revoke}
      </Button>
      <ReasonDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={officeSync.revokeTitle(name)}
        body={officeSync.revokeBody}
        label={officeSync.reason}
        submit={officeSync.revoke}
        isDanger
        isPending={revoke.isPending}
        refusal={revoke.error === null ? null : refusalOf(revoke.error)}
        onSubmit={(reason) => revoke.mutate({ terminalId, reason })}
      />
    </>
  );
}
