"use client";

import { parseQuantity, quantityMilli } from "../../core/quantity/quantity";
import type { CartLineView } from "../../till/react/till-state";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { NumberEntry, numberLayer } from "./number-entry";
import { PanelFrame } from "./panel-frame";
import { useSellPanel } from "./sell-state";
import { useAct } from "./use-act";
import { useFigures } from "./use-figures";
import { useTypedNumber } from "./use-typed-number";

export type QuantityPanelProps = { line: CartLineView; onClose: () => void };

export function QuantityPanel({ line, onClose }: QuantityPanelProps) {
  const { till } = useMessages();
  const figures = useFigures();
  const { setQuantity } = useTillCommands();
  const { openPanel } = useSellPanel();
  const { act, text } = useAct(onClose);
  const isWeight = line.unit === "kg";
  const decimals = isWeight ? 3 : 0;
  const typed = useTypedNumber(decimals);
  const quantity = parseQuantity(typed.text.replace(/\.$/, ""));
  const confirm = () => {
    if (quantity === 0) {
      openPanel("remove");
    } else if (quantity !== null) {
      act(() => setQuantity({ lineId: line.lineId, quantityMilli: quantity }));
    }
  };
  return (
    <PanelFrame
      title={isWeight ? till.weightTitle(line.name) : till.quantityTitle(line.name)}
      onClose={onClose}
      layer={numberLayer(typed, confirm)}
    >
      <NumberEntry
        label={till.quantityHint}
        suggested={figures.quantity(quantityMilli(Math.abs(line.quantityMilli)))}
        error={text}
        typed={typed}
        decimals={decimals}
        suffix={isWeight ? till.weightUnit : undefined}
        note={
          <span className="text-text-muted text-till-key font-regular">
            {isWeight
              ? till.kilogramPrice(figures.money(line.unitPriceMinor))
              : till.eachPrice(figures.money(line.unitPriceMinor))}
          </span>
        }
        confirm={quantity === 0 ? till.remove : till.quantityConfirm}
        canConfirm={quantity !== null}
        onConfirm={confirm}
      />
    </PanelFrame>
  );
}
