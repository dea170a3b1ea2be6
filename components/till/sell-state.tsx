"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { CartLineView, CartView, TillState } from "../../till/react/till-state";
import { useCart } from "../../till/react/use-cart";
import { useTillPeek, useTillSelector } from "../../till/react/use-till";
import { noteScreen } from "./screen-facts";

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
  /** The whole sale over a phone's screen; it stays under the panels that it opens. */
  isSheetOpen: boolean;
  openPanel: (panel: SellPanel, subject?: string) => void;
  /** Back to the sheet that it was opened from, if there is one. */
  closePanel: () => void;
  closeSheet: () => void;
};

type LineChoice = { lineId: string; serial: number };

type LineValue = {
  choice: LineChoice | null;
  chooseLine: (choice: LineChoice) => void;
};

const PanelContext = createContext<PanelValue>({
  panel: null,
  subject: null,
  isSheetOpen: false,
  openPanel: () => undefined,
  closePanel: () => undefined,
  closeSheet: () => undefined,
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

type Opened = {
  panel: SellPanel;
  subject: string | null;
  /** The sheet of a phone from which it was opened, and to which it goes back. */
  sheet: "cart" | "pay" | null;
  serial: number;
  sale: string;
};

function sheetOf(panel: SellPanel, before: Opened | null): Opened["sheet"] {
  return panel === "cart" || panel === "pay" ? panel : (before?.sheet ?? null);
}

/** What stands once a panel has done its part: its sheet, as long as the sale is the same. */
function sheetUnder(opened: Opened | null, sale: string): Opened | null {
  const isSheet = opened === null || opened.panel === opened.sheet;
  return isSheet || opened.sheet === null || opened.sale !== sale
    ? null
    : { ...opened, panel: opened.sheet, subject: null };
}

/** What the sale's own changes do not close. */
const STAYS: ReadonlySet<SellPanel> = new Set(["keys", "quote"]);

function isPassed(opened: Opened, now: { serial: number; sale: string }): boolean {
  const isTouched = now.serial > opened.serial && opened.panel !== "cart";
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
      const sale = peek(saleOf);
      setOpened((before) => ({
        panel,
        subject: subject ?? null,
        sheet: sheetOf(panel, before?.sale === sale ? before : null),
        serial: peek(touchSerialOf),
        sale,
      }));
    },
    [peek],
  );
  const closePanel = useCallback(
    () => setOpened((before) => sheetUnder(before, peek(saleOf))),
    [peek],
  );
  const closeSheet = useCallback(() => setOpened(null), []);
  const isGone = opened !== null && isPassed(opened, { serial, sale });
  const shown = isGone ? sheetUnder(opened, sale) : opened;
  const panel = shown?.panel ?? null;
  const subject = shown?.subject ?? null;
  const isSheetOpen = shown !== null && shown.sheet !== null;
  const isPanelOpen = panel !== null || isSheetOpen;
  useEffect(() => {
    noteScreen({ isPanelOpen });
    return () => noteScreen({ isPanelOpen: false });
  }, [isPanelOpen]);
  const panels = useMemo(
    () => ({ panel, subject, isSheetOpen, openPanel, closePanel, closeSheet }),
    [panel, subject, isSheetOpen, openPanel, closePanel, closeSheet],
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
