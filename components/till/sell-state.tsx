"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useRef,
  useState,
} from "react";
import type { CartLineView, CartView, TillState } from "../../till/react/till-state";
import { useCart } from "../../till/react/use-cart";
import { useTillPeek, useTillSelector } from "../../till/react/use-till";

/** What stands in the cart's column instead of the cart, or over the screen of a phone. */
export type SellPanel =
  | "payment"
  | "tip"
  | "discount"
  | "price"
  | "remove"
  | "clear"
  | "explain"
  | "sums"
  | "quantity"
  | "note"
  | "open-item"
  | "sync"
  | "shift"
  | "receipts"
  | "receipt"
  | "settings"
  | "menu"
  | "keys"
  | "return"
  | "held"
  | "quote"
  | "deposit"
  | "customer"
  | "no-sale"
  | "cashier"
  | "cart"
  | "pay";

type PanelValue = {
  panel: SellPanel | null;
  /** What the panel is about, such as a scanned receipt's number. */
  subject: string | null;
  openPanel: (panel: SellPanel, subject?: string) => void;
  closePanel: () => void;
};

type LineChoice = { lineId: string; serial: number };

type LineValue = {
  choice: LineChoice | null;
  chooseLine: (choice: LineChoice) => void;
};

const PanelContext = createContext<PanelValue>({
  panel: null,
  subject: null,
  openPanel: () => undefined,
  closePanel: () => undefined,
});

const LineContext = createContext<LineValue>({ choice: null, chooseLine: () => undefined });

/** Grows with everything that a scan or a tap on a product does; panels make way for it. */
function touchSerialOf({ cart }: { cart: CartView }): number {
  return Math.max(cart.lastTouch?.serial ?? 0, cart.unknownScan?.serial ?? 0);
}

/** Changes when a sale is paid, the next one begins or another cart is taken up. */
function saleOf({ till, cart }: { till: TillState; cart: CartView }): string {
  return till.status === "paid" ? `paid ${till.paid.saleId}` : cart.cartId;
}

type Opened = { panel: SellPanel; subject: string | null; serial: number; sale: string };

/** What the sale's own changes do not close. */
const STAYS: ReadonlySet<SellPanel> = new Set(["keys", "quote"]);

function isPassed(opened: Opened, now: { serial: number; sale: string }): boolean {
  const isTouched = opened.serial !== now.serial && opened.panel !== "cart";
  return isTouched || (opened.sale !== now.sale && !STAYS.has(opened.panel));
}

export function SellStateProvider({ children }: { children: ReactNode }) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [choice, chooseLine] = useState<LineChoice | null>(null);
  const peek = useTillPeek();
  const serial = useTillSelector(touchSerialOf);
  const sale = useTillSelector(saleOf);
  const openPanel = useCallback(
    (panel: SellPanel, subject?: string) => {
      setOpened({
        panel,
        subject: subject ?? null,
        serial: peek(touchSerialOf),
        sale: peek(saleOf),
      });
    },
    [peek],
  );
  const closePanel = useCallback(() => setOpened(null), []);
  const shown = opened !== null && !isPassed(opened, { serial, sale }) ? opened : null;
  const panel = shown?.panel ?? null;
  const subject = shown?.subject ?? null;
  const panels = useMemo(
    () => ({ panel, subject, openPanel, closePanel }),
    [panel, subject, openPanel, closePanel],
  );
  const lines = useMemo(() => ({ choice, chooseLine }), [choice]);
  return (
    <PanelContext value={panels}>
      <LineContext value={lines}>{children}</LineContext>
    </PanelContext>
  );
}

export function useSellPanel(): PanelValue {
  return useContext(PanelContext);
}

function currentLineOf(cart: CartView, choice: LineChoice | null): CartLineView | null {
  const serial = cart.lastTouch?.serial ?? 0;
  const chosenId = choice?.serial === serial ? choice.lineId : cart.lastTouch?.lineId;
  return cart.lines.find((line) => line.lineId === chosenId) ?? cart.lines.at(-1) ?? null;
}

/** The line that the line keys act on: the one touched last, unless another was chosen since. */
export function useCurrentLine() {
  const { choice, chooseLine } = useContext(LineContext);
  const cart = useCart();
  const line = currentLineOf(cart, choice);
  const newestSerial = useRef(0);
  newestSerial.current = cart.lastTouch?.serial ?? 0;
  const choose = useCallback(
    (lineId: string) => chooseLine({ lineId, serial: newestSerial.current }),
    [chooseLine],
  );
  return { line, choose };
}
