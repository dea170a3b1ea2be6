"use client";

import { useState } from "react";
import { currencyExponent } from "../../core/money/currency";
import { lineAmount, parseQuantity, type QuantityMilli } from "../../core/quantity/quantity";
import type { ProductPrompt } from "../../till/react/till-state";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { VariantPanel } from "./lazy-counter-parts";
import { NumberEntry, numberLayer } from "./number-entry";
import { PanelFrame } from "./panel-frame";
import { typedMinor } from "./typed-money";
import { useAct } from "./use-act";
import { useFigures } from "./use-figures";
import { useTypedNumber } from "./use-typed-number";

const KILOGRAM_DECIMALS = 3;

/** The product's arrival ends the question, unless it raises the next one. */
const stay = () => undefined;

export type PromptPanelProps = { prompt: ProductPrompt; onClose: () => void };

function typedQuantity(text: string): QuantityMilli | null {
  const quantity = parseQuantity(text.replace(/\.$/, ""));
  return quantity !== null && quantity > 0 ? quantity : null;
}

function WeightPanel({ prompt, onClose }: PromptPanelProps) {
  const { till } = useMessages();
  const figures = useFigures();
  const { addProduct } = useTillCommands();
  const { act, text } = useAct(stay);
  const { product } = prompt;
  const typed = useTypedNumber(KILOGRAM_DECIMALS);
  const [isTried, setIsTried] = useState(false);
  const quantity = typedQuantity(typed.text);
  const confirm = () => {
    setIsTried(true);
    if (quantity !== null) {
      act(() => addProduct({ productId: product.productId, quantityMilli: quantity }));
    }
  };
  const price = product.priceMinor;
  return (
    <PanelFrame
      title={till.weightTitle(product.name)}
      onClose={onClose}
      layer={numberLayer(typed, confirm)}
    >
      <NumberEntry
        label={price === null ? null : till.weightHint(figures.money(price))}
        typed={typed}
        decimals={KILOGRAM_DECIMALS}
        suffix={till.weightUnit}
        error={text ?? (isTried && quantity === null ? till.needsMore : null)}
        note={
          quantity !== null &&
          price !== null && (
            <>
              <span className="text-text-muted">{till.totalWord}</span>
              <MoneyText
                amountMinor={lineAmount(price, quantity, "HALF_UP")}
                currency={figures.currency}
                size="figure"
              />
            </>
          )
        }
        confirm={till.weightConfirm}
        canConfirm={quantity !== null}
        onConfirm={confirm}
      />
    </PanelFrame>
  );
}

function PricePanel({ prompt, onClose }: PromptPanelProps) {
  const { till } = useMessages();
  const { currency } = useFigures();
  const { addProduct } = useTillCommands();
  const { act, text } = useAct(stay);
  const { product, quantityMilli } = prompt;
  const decimals = currencyExponent(currency);
  const typed = useTypedNumber(decimals);
  const unitPriceMinor = typedMinor(typed.text, currency);
  const confirm = () => {
    if (typed.text !== "") {
      act(() =>
        addProduct({
          productId: product.productId,
          unitPriceMinor,
          ...(quantityMilli !== null && { quantityMilli }),
        }),
      );
    }
  };
  return (
    <PanelFrame
      title={till.priceTitle(product.name)}
      onClose={onClose}
      layer={numberLayer(typed, confirm)}
    >
      <NumberEntry
        label={till.priceHint}
        typed={typed}
        decimals={decimals}
        prefix={currency}
        error={text}
        confirm={till.weightConfirm}
        canConfirm={typed.text !== ""}
        onConfirm={confirm}
      />
    </PanelFrame>
  );
}

/** What the till must know before a product can join the sale. */
export function PromptPanel(props: PromptPanelProps) {
  switch (props.prompt.kind) {
    case "weight":
      return <WeightPanel {...props} />;
    case "variant":
      return <VariantPanel {...props} />;
    default:
      return <PricePanel {...props} />;
  }
}
