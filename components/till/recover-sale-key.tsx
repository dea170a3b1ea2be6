"use client";

import { Undo2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTillCommands, useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { TillButton } from "./till-button";
import { useApprovedCommand } from "./use-approved-command";

export type RecoverSaleKeyProps = {
  /** The signed code of the receipt. */
  code: string;
  /** The sale may be back: look again. */
  onChanged: () => void;
};

/** Books a sale that a till lost; somebody who may void sales approves it over this screen. */
export function RecoverSaleKey({ code, onChanged }: RecoverSaleKeyProps) {
  const { tillCounter } = useMessages();
  const { recoverSale } = useTillCommands();
  const recover = useApprovedCommand(recoverSale);
  // Its event waits for the server, whoever pressed the key that wrote it.
  const waiting = useTillSelector(({ sync }) => sync.waitingEventCount);
  const before = useRef(waiting);
  useEffect(() => {
    if (waiting === before.current) {
      return;
    }
    before.current = waiting;
    onChanged();
  }, [waiting, onChanged]);
  return (
    <div className="flex flex-col items-center gap-2">
      <TillButton
        kind="primary"
        size="till"
        className="px-4"
        icon={<Undo2 aria-hidden="true" />}
        onPress={() => {
          if (!recover.isRunning) void recover.run({ code });
        }}
      >
        {tillCounter.recoverAction}
      </TillButton>
      {recover.failure && (
        <p role="alert" className="text-danger text-till-key">
          {recover.failure}
        </p>
      )}
    </div>
  );
}
