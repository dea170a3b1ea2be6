"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useMessages } from "../../messages/use-messages";
import { Button } from "../../ui/button";
import { showToast } from "../../ui/toast";
import { useOfficeApi } from "../api";
import type { PlacedTerminal } from "./find-terminal";
import { ReasonDialog } from "./reason-dialog";
import { useRefusal } from "./use-refusal";

export function RevokeButton({ placed: { terminal, register } }: { placed: PlacedTerminal }) {
  const { officeSync } = useMessages();
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const [isOpen, setIsOpen] = useState(false);
  const revoke = useMutation(
    api.terminals.revoke.mutationOptions({
      onSuccess: async () => {
        setIsOpen(false);
        showToast({ title: officeSync.revokeDone(register.name) });
        await queryClient.invalidateQueries(api.sync.pathFilter());
      },
    }),
  );
  return (
    <>
      <Button
        kind="danger"
        onPress={() => {
          revoke.reset();
          setIsOpen(true);
        }}
      >
        {officeSync.revoke}
      </Button>
      <ReasonDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={officeSync.revokeTitle(register.name)}
        body={officeSync.revokeBody}
        label={officeSync.reason}
        submit={officeSync.revoke}
        isDanger
        isPending={revoke.isPending}
        refusal={revoke.error === null ? null : refusalOf(revoke.error)}
        onSubmit={(reason) => revoke.mutate({ terminalId: terminal.id, reason })}
      />
    </>
  );
}
