"use client";

import { ScanLine } from "lucide-react";
import type { UnknownScan } from "../../till/react/till-state";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { classNames } from "../ui/class-names";
import { useSellPanel } from "./sell-state";
import { TillButton } from "./till-button";
import { useKeys } from "./use-keys";

export type UnknownScanCardProps = { scan: UnknownScan; isNarrow: boolean };

/** Stays until it is dealt with, in the place of the command keys: sale and tiles go on. */
export function UnknownScanCard({ scan, isNarrow }: UnknownScanCardProps) {
  const { till, tillCounter } = useMessages();
  const isMisread = scan.problem === "wrong_check_digit";
  const { dismissUnknownScan } = useTillCommands();
  const { openPanel } = useSellPanel();
  useKeys({ keys: { escape: dismissUnknownScan, h: () => openPanel("open-item") } });
  return (
    <div
      key={scan.serial}
      role="alert"
      className={classNames(
        "icon-26 tone-warning z-10 flex min-h-18 border-border border-t animate-rise-in items-center gap-x-4 gap-y-2 px-4 py-1.5",
        isNarrow && "flex-wrap",
      )}
    >
      <ScanLine aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere text-balance text-till-amount">
          {isMisread ? tillCounter.misreadTitle(scan.code) : till.unknownTitle(scan.code)}
        </p>
        <p className="text-till-small">{isMisread ? tillCounter.misreadBody : till.unknownBody}</p>
      </div>
      <div className={classNames("flex gap-2", isNarrow && "w-full *:flex-1")}>
        <TillButton
          className="px-4 text-text"
          aria-keyshortcuts="H"
          onPress={() => openPanel("open-item")}
        >
          {till.sellByHand}
        </TillButton>
        <TillButton
          className="px-4 text-text"
          {...(isNarrow ? {} : { keyCap: "Esc" })}
          onPress={dismissUnknownScan}
        >
          {till.skip}
        </TillButton>
      </div>
    </div>
  );
}
