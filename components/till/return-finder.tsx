"use client";

import { PackageOpen, Search } from "lucide-react";
import { useState } from "react";
import type { RecentSale } from "../../till/react/till-state";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { PanelFrame } from "./panel-frame";
import { PanelSearch } from "./panel-search";
import { PickRow } from "./pick-row";
import { TillButton } from "./till-button";
import { useFigures } from "./use-figures";
import { useLayout } from "./use-layout";
import { usePick } from "./use-pick";
import { useRecentSales } from "./use-recent-sales";

const READ = 200;
const SHOWN = 30;
const SECTION = "px-6 max-md:px-4";

/** Sales that goods can still come back of, by any part of their number. */
function matching(sales: readonly RecentSale[], text: string): readonly RecentSale[] {
  const wanted = text.trim().toUpperCase();
  const open = sales.filter((sale) => sale.kind === "sale" && !sale.isVoided);
  return open.filter((sale) => sale.receiptNumber.toUpperCase().includes(wanted)).slice(0, SHOWN);
}

type SaleChoiceProps = { sale: RecentSale; isCurrent: boolean; onPress: () => void };

function SaleChoice({ sale, isCurrent, onPress }: SaleChoiceProps) {
  const figures = useFigures();
  const when = figures.dayAndTime(sale.soldAt);
  return (
    <PickRow
      isCurrent={isCurrent}
      name={`${sale.receiptNumber}, ${when}, ${figures.money(sale.totalMinor)}`}
      onPress={onPress}
    >
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate text-till">{sale.receiptNumber}</span>
        <span className="truncate text-text-muted text-till-small">
          {[when, sale.customerName].filter(Boolean).join(" · ")}
        </span>
      </span>
      <MoneyText amountMinor={sale.totalMinor} currency={sale.currency} size="line" />
    </PickRow>
  );
}

export type ReturnFinderProps = {
  onFound: (receiptNumber: string) => void;
  onLoose: () => void;
  onClose: () => void;
};

/** Which receipt: scanned, typed, or one of this till's latest. */
export function ReturnFinder({ onFound, onLoose, onClose }: ReturnFinderProps) {
  const { tillCounter } = useMessages();
  const hasCaps = useLayout() === "desktop";
  const [text, setText] = useState("");
  const sales = useRecentSales(READ);
  const found = matching(sales ?? [], text);
  const { current, step } = usePick(found, (sale) => sale.saleId);
  const typed = text.trim();
  const submit = () => {
    if (current) {
      onFound(current.receiptNumber);
    } else if (typed !== "") {
      onFound(typed);
    }
  };
  return (
    <PanelFrame
      title={tillCounter.returnTitle}
      onClose={onClose}
      isFlush
      layer={{
        keys: { f7: onLoose, enter: submit, arrowdown: () => step(1), arrowup: () => step(-1) },
      }}
      footer={
        <TillButton
          isFullWidth
          icon={<PackageOpen aria-hidden="true" />}
          {...(hasCaps && { keyCap: "F7" })}
          onPress={onLoose}
        >
          {tillCounter.returnNoReceipt}
        </TillButton>
      }
    >
      <div className={SECTION}>
        <PanelSearch
          label={tillCounter.returnFind}
          placeholder={hasCaps ? tillCounter.returnFindHint : tillCounter.returnFindShort}
          text={text}
          onChange={setText}
          onStep={step}
          onSubmit={submit}
        />
      </div>
      {found.length > 0 && (
        <>
          <h3 className={`${SECTION} pt-4 pb-1 font-figure text-statement text-text-muted`}>
            {tillCounter.returnRecent}
          </h3>
          <ul aria-label={tillCounter.returnRecent} className="border-border border-t">
            {found.map((sale) => (
              <SaleChoice
                key={sale.saleId}
                sale={sale}
                isCurrent={typed !== "" && sale.saleId === current?.saleId}
                onPress={() => onFound(sale.receiptNumber)}
              />
            ))}
          </ul>
        </>
      )}
      {found.length === 0 && typed !== "" && (
        <div className={`${SECTION} flex flex-col gap-3 pt-4`}>
          <p className="text-pretty text-statement text-text-muted">
            {tillCounter.returnRecentEmpty}
          </p>
          <TillButton
            isFullWidth
            icon={<Search aria-hidden="true" />}
            {...(hasCaps && { keyCap: "Enter" })}
            onPress={submit}
          >
            {tillCounter.returnAskServer(typed)}
          </TillButton>
        </div>
      )}
    </PanelFrame>
  );
}
