"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useMessages } from "../../messages/use-messages";
import { Button } from "../../ui/button";
import { showToast } from "../../ui/toast";
import { useOfficeApi } from "../api";
import { ConfirmDialog } from "../settings/confirm-dialog";
import { useRefusal } from "../sync/use-refusal";

export function TurnOffFactorButton() {
  const { account } = useMessages();
  const api = useOfficeApi();
  const router = useRouter();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const [isOpen, setIsOpen] = useState(false);
  const turnOff = useMutation(
    api.session.turnOffFactor.mutationOptions({
      onSuccess: async () => {
        setIsOpen(false);
        showToast({ title: account.turnedOff });
        await queryClient.invalidateQueries(api.session.security.queryFilter());
        router.refresh();
      },
    }),
  );
  return (
    <>
      <Button
        kind="danger"
        onPress={() => {
          turnOff.reset();
          setIsOpen(true);
        }}
      >
        {account.turnOffFactor}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={account.turnOffTitle}
        body={account.turnOffBody}
        action={account.turnOffFactor}
        isDanger
        isPending={turnOff.isPending}
        refusal={turnOff.error === null ? null : refusalOf(turnOff.error)}
        onConfirm={() => turnOff.mutate()}
      />
    </>
  );
}
