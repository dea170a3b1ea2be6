"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useMessages } from "../../messages/use-messages";
import { Button } from "../../ui/button";
import { showToast } from "../../ui/toast";
import { useOfficeApi } from "../api";
import type { PlacedTerminal } from "./find-terminal";
import { ReasonDialog } from "./reason-dialog";
import { useRangeText } from "./use-issue-words";
import { useRefusal } from "./use-refusal";

export type CloseGapButtonProps = {
  placed: PlacedTerminal;
  range: { first: number; last: number };
  /** What never came at the end of a log, rather than a hole in it. */
  isRest?: boolean;
  /** One of several: the button itself says which. */
  isNamed?: boolean;
};

export function CloseGapButton({
  placed,
  range,
  isRest = false,
  isNamed = false,
}: CloseGapButtonProps) {
  const { officeSync } = useMessages();
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const words = useRangeText()(range);
  const [isOpen, setIsOpen] = useState(false);
  const close = useMutation(
    api.sync.closeGap.mutationOptions({
      onSuccess: async () => {
        setIsOpen(false);
        showToast({ title: officeSync.gapClosed(words) });
        await queryClient.invalidateQueries(api.sync.pathFilter());
      },
    }),
  );
  const title = isRest ? officeSync.closeRestTitle(words) : officeSync.closeGapTitle(words);
  const label = isRest ? officeSync.closeRest : officeSync.closeGap;
  return (
    <>
      <Button
        aria-label={title}
        onPress={() => {
          close.reset();
          setIsOpen(true);
        }}
      >
        {isNamed ? officeSync.closeRange(words) : label}
      </Button>
      <ReasonDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={title}
        body={officeSync.closeGapBody(placed.register.name)}
        label={officeSync.reason}
        submit={label}
        isPending={close.isPending}
        refusal={close.error === null ? null : refusalOf(close.error)}
        onSubmit={(reason) => close.mutate({ terminalId: placed.terminal.id, ...range, reason })}
      />
    </>
  );
}
