"use client";

import {
  CashierPanel,
  CustomerPanel,
  DepositPanel,
  HeldPanel,
  MenuPanel,
  NoSalePanel,
  QuotePanel,
  ReturnPanel,
} from "./lazy-counter-parts";
import { useSellPanel } from "./sell-state";

/** The panels of what a counter does beside selling; nothing for any other. */
export function CounterPanel() {
  const { panel, subject, closePanel } = useSellPanel();
  switch (panel) {
    case "menu":
      return <MenuPanel onClose={closePanel} />;
    case "return":
      return <ReturnPanel key={subject} receiptNumber={subject} onClose={closePanel} />;
    case "held":
      return <HeldPanel onClose={closePanel} />;
    case "quote":
      return <QuotePanel onClose={closePanel} />;
    case "deposit":
      return <DepositPanel onClose={closePanel} />;
    case "customer":
      return <CustomerPanel cameFrom={subject} onClose={closePanel} />;
    case "no-sale":
      return <NoSalePanel onClose={closePanel} />;
    case "cashier":
      return <CashierPanel onClose={closePanel} />;
    default:
      return null;
  }
}
