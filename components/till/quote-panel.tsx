"use client";

import { CircleCheck, Printer } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { isDomainError } from "../../core/errors";
import { instant } from "../../core/time";
import type { CartView, HeldCartView, Refusal } from "../../till/react/till-state";
import { useCommand } from "../../till/react/use-command";
import { usePrintSlip } from "../../till/react/use-print-slip";
import { useTill, useTillCommands, useTillPeek } from "../../till/react/use-till";
import { useFormatLocale, useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { Banner } from "../ui/banner";
import { FactRows } from "./fact-rows";
import { PanelFrame } from "./panel-frame";
import { quoteSlipOf } from "./quote-goods";
import { TillButton } from "./till-button";
import { placeOf } from "./till-place";
import { useFigures } from "./use-figures";
import { dayText } from "./use-held-day";
import { useRefusalText } from "./use-refusal-text";

type Made = { readonly held: HeldCartView; readonly cart: CartView };

/** Makes the quote of the open cart once, when the panel opens. */
function useMadeQuote() {
  const { makeQuote } = useTillCommands();
  const peek = useTillPeek();
  const [made, setMade] = useState<Made | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const isAsked = useRef(false);
  useEffect(() => {
    if (isAsked.current) {
      return;
    }
    isAsked.current = true;
    const cart = peek((snapshot) => snapshot.cart);
    makeQuote().then(
      (held) => setMade({ held, cart }),
      (error: unknown) => {
        if (!isDomainError(error)) {
          throw error;
        }
        setRefusal({ code: error.code, details: error.details });
      },
    );
  }, [makeQuote, peek]);
  return { made, refusal };
}

function useSlip(made: Made | null) {
  const state = useTill();
  const print = useCommand(usePrintSlip());
  const [isPrinted, setIsPrinted] = useState(false);
  const place = placeOf(state);
  const cashierName = "cashier" in state ? state.cashier.displayName : "";
  const printNow = async () => {
    if (!made || !place || print.isRunning) {
      return;
    }
    await print.run(quoteSlipOf({ ...made, place, cashierName, now: instant(Date.now()) }));
    setIsPrinted(true);
  };
  return { printNow, isPrinted };
}

function QuoteFacts({ made }: { made: Made }) {
  const { tillCounter } = useMessages();
  const figures = useFigures();
  const locale = useFormatLocale();
  const { held, cart } = made;
  const rows = [
    ...(cart.customer ? [{ label: tillCounter.quoteFor, value: cart.customer.name }] : []),
    { label: tillCounter.quoteItems, value: figures.count(held.itemCount) },
    {
      label: tillCounter.quoteTotal,
      value: <MoneyText amountMinor={held.totalMinor} currency={held.currency} size="line" />,
    },
    ...(held.expiresOn === null
      ? []
      : [{ label: tillCounter.quoteValid, value: dayText(held.expiresOn, locale) }]),
  ];
  return <FactRows rows={rows} />;
}

/** Today's prices for a customer who decides later: the number, how long they hold, the paper. */
export function QuotePanel({ onClose }: { onClose: () => void }) {
  const { tillCounter } = useMessages();
  const { made, refusal } = useMadeQuote();
  const failure = useRefusalText(refusal);
  const { printNow, isPrinted } = useSlip(made);
  return (
    <PanelFrame
      title={made ? tillCounter.quoteTitle(made.held.number) : tillCounter.quoteWord}
      onClose={onClose}
      layer={{ keys: { p: () => void printNow(), enter: onClose, n: onClose } }}
      footer={
        made && (
          <div className="flex gap-2">
            <TillButton
              kind="primary"
              size="pay"
              className="flex-[3]"
              icon={<Printer aria-hidden="true" />}
              keyCap="P"
              {...(isPrinted && {
                secondLine: <span role="status">{tillCounter.quotePrinted}</span>,
              })}
              onPress={() => void printNow()}
            >
              {tillCounter.quotePrint}
            </TillButton>
            <TillButton size="pay" className="flex-[2] !text-till-key" onPress={onClose}>
              {tillCounter.quoteNext}
            </TillButton>
          </div>
        )
      }
    >
      {failure && (
        <p role="alert" className="text-danger text-till-key">
          {failure}
        </p>
      )}
      {made && (
        <>
          <Banner
            tone="positive"
            size="till"
            role="status"
            className="mb-3"
            icon={<CircleCheck aria-hidden="true" />}
          >
            {tillCounter.quoteMade}
          </Banner>
          <QuoteFacts made={made} />
        </>
      )}
    </PanelFrame>
  );
}
