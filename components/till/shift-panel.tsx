"use client";

import { useState } from "react";
import { type Minor, ZERO_MINOR } from "../../core/money/minor";
import type { ShiftView } from "../../till/react/till-state";
import { useTill, useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { Banner } from "../ui/banner";
import { CountDrawer } from "./count-drawer";
import { type FactRow, FactRows } from "./fact-rows";
import { PanelFrame } from "./panel-frame";
import { TillButton } from "./till-button";
import { shiftOf } from "./till-place";
import { useFigures } from "./use-figures";

/** What a shift had beside sales; a line only where there is something to say. */
function useOtherFacts(shift: ShiftView): FactRow[] {
  const { tillCounter } = useMessages();
  const figures = useFigures();
  const { currency } = figures;
  const money = (label: string, amountMinor: Minor, code = currency): FactRow[] =>
    amountMinor === ZERO_MINOR
      ? []
      : [{ label, value: <MoneyText amountMinor={amountMinor} currency={code} /> }];
  const count = (label: string, value: number): FactRow[] =>
    value === 0 ? [] : [{ label, value: figures.count(value) }];
  const training = tillCounter.shiftTrainingValue(
    figures.count(shift.trainingCount),
    figures.money(shift.trainingMinor),
  );
  return [
    ...money(tillCounter.shiftReturns, shift.returnsMinor),
    ...count(tillCounter.shiftVoids, shift.voidsCount),
    ...money(tillCounter.shiftTips, shift.tipsMinor),
    ...money(tillCounter.shiftDeposits, shift.depositsMinor),
    ...shift.foreignCash.flatMap((cash) =>
      money(tillCounter.shiftForeign(cash.currency), cash.amountMinor, cash.currency),
    ),
    ...count(tillCounter.shiftOpenings, shift.drawerOpenings),
    ...(shift.trainingCount === 0 ? [] : [{ label: tillCounter.shiftTraining, value: training }]),
  ];
}

function ShiftFacts({ shift }: { shift: ShiftView }) {
  const { till } = useMessages();
  const figures = useFigures();
  const others = useOtherFacts(shift);
  return (
    <FactRows
      rows={[
        { label: till.openedBy, value: shift.openedByName },
        { label: till.openedAt, value: figures.dayAndTime(shift.openedAt) },
        { label: till.shiftSales, value: figures.count(shift.salesCount) },
        {
          label: till.shiftFloat,
          value: <MoneyText amountMinor={shift.floatMinor} currency={figures.currency} />,
        },
        ...others,
      ]}
    />
  );
}

export function ShiftPanel({ onClose }: { onClose: () => void }) {
  const { till } = useMessages();
  const shift = shiftOf(useTill());
  const hasCart = useTillSelector(({ cart }) => cart.lines.length > 0);
  const [isCounting, setIsCounting] = useState(false);
  if (!shift) {
    return null;
  }
  if (isCounting) {
    return <CountDrawer shift={shift} onClose={onClose} />;
  }
  return (
    <PanelFrame
      title={till.shiftNumber(shift.shiftNumber)}
      onClose={onClose}
      footer={
        <TillButton
          kind="primary"
          size="key-64"
          isFullWidth
          isDisabled={hasCart}
          onPress={() => setIsCounting(true)}
        >
          {till.closeShift}
        </TillButton>
      }
    >
      {shift.isDayOver && (
        <Banner tone="warning" className="mb-3">
          {till.dayOver}
        </Banner>
      )}
      <ShiftFacts shift={shift} />
      <p className="pt-4 text-pretty text-statement text-text-muted">
        {hasCart ? till.cartBlocksClose : till.closeShiftBody}
      </p>
    </PanelFrame>
  );
}
