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
import type { CartLineView, CartView } from "../../till/react/till-state";
import { useCart } from "../../till/react/use-cart";
import { useTillSelector } from "../../till/react/use-till";

/** What stands in the cart's column instead of the cart, or over the screen of a phone. */
export type SellPanel =
  | "cash"
  | "quantity"
  | "note"
  | "open-item"
  | "sync"
  | "shift"
  | "receipts"
  | "receipt"
  | "settings"
  | "keys"
  | "cart"
  | "pay";

type PanelValue = {
  panel: SellPanel | null;
  openPanel: (panel: SellPanel) => void;
  closePanel: () => void;
};

type LineChoice = { lineId: string; serial: number };

type LineValue = {
  choice: LineChoice | null;
  chooseLine: (choice: LineChoice) => void;
};

const PanelContext = createContext<PanelValue>({
  panel: null,
  openPanel: () => undefined,
  closePanel: () => undefined,
});

const LineContext = createContext<LineValue>({ choice: null, chooseLine: () => undefined });

/** Grows with everything that a scan or a tap on a product does; panels make way for it. */
function useTouchSerial(): number {
  return useTillSelector(({ cart }) =>
    Math.max(cart.lastTouch?.serial ?? 0, cart.unknownScan?.serial ?? 0),
  );
}

export function SellStateProvider({ children }: { children: ReactNode }) {
  const [opened, setOpened] = useState<{ panel: SellPanel; serial: number } | null>(null);
  const [choice, chooseLine] = useState<LineChoice | null>(null);
  const serial = useTouchSerial();
  const isPaid = useTillSelector((snapshot) => snapshot.till.status === "paid");
  const cartId = useTillSelector((snapshot) => snapshot.cart.cartId);
  const newestSerial = useRef(serial);
  useEffect(() => {
    newestSerial.current = serial;
  }, [serial]);
  const openPanel = useCallback(
    (panel: SellPanel) => setOpened({ panel, serial: newestSerial.current }),
    [],
  );
  const closePanel = useCallback(() => setOpened(null), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: paying and the next sale end a panel.
  useEffect(() => setOpened((now) => (now?.panel === "keys" ? now : null)), [isPaid, cartId]);
  const isPassed = opened !== null && opened.serial !== serial && opened.panel !== "cart";
  const panel = isPassed ? null : (opened?.panel ?? null);
  const panels = useMemo(() => ({ panel, openPanel, closePanel }), [panel, openPanel, closePanel]);
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
