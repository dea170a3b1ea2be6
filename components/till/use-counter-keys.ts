"use client";

import { useScans } from "../../till/react/use-scans";
import { useTillCommands, useTillPeek } from "../../till/react/use-till";
import { type SellPanel, useSellPanel } from "./sell-state";
import { useKeys } from "./use-keys";
import { usePark } from "./use-park";
import { usePayoutAfterApproval } from "./use-payout-after-approval";

/** The keys and scans that open what a counter does beside selling, on every sell screen. */
export function useCounterKeys(): void {
  const { panel, openPanel, closePanel } = useSellPanel();
  const { lock } = useTillCommands();
  const peek = useTillPeek();
  const { park } = usePark();
  const isFree = () => peek(({ cart }) => cart.approval === null);
  const toggle = (wanted: SellPanel) => () => {
    if (isFree()) {
      (panel === wanted ? closePanel : () => openPanel(wanted))();
    }
  };
  const open = (wanted: SellPanel) => () => isFree() && openPanel(wanted);
  useKeys({
    keys: {
      f2: () => isFree() && park(),
      f3: toggle("held"),
      f4: toggle("customer"),
      f7: toggle("return"),
      "?": () => (panel === null ? openPanel("keys") : false),
      r: open("receipts"),
      s: open("shift"),
      y: open("sync"),
      m: open("menu"),
      g: open("settings"),
      w: open("no-sale"),
      u: open("cashier"),
      l: lock,
    },
  });
  usePayoutAfterApproval();
  useScans((outcome) => {
    if (outcome.kind === "receipt" && isFree()) {
      openPanel("return", outcome.code ?? outcome.receiptNumber);
    }
  });
}
