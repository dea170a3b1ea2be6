"use client";

import { useState } from "react";
import { currencyExponent } from "../../core/money/currency";
import { type Minor, minor } from "../../core/money/minor";
import { lineAmount, quantityMilli as milli, parseQuantity } from "../../core/quantity/quantity";
import type { CashierView, ProductView } from "../../till/react/till-state";
import { useCatalogSearch } from "../../till/react/use-catalog";
import { useTill, useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { InitialsSwatch } from "../ui/initials-swatch";
import { NumberEntry, numberLayer } from "./number-entry";
import { NumberedReasons, reasonKeys } from "./numbered-reasons";
import { PanelFrame } from "./panel-frame";
import { PanelSearch } from "./panel-search";
import { PickRow } from "./pick-row";
import { TillButton } from "./till-button";
import { typedMinor } from "./typed-money";
import { useApprovedCommand } from "./use-approved-command";
import { useFigures } from "./use-figures";
import { NEUTRAL_HUE, useHues } from "./use-hues";
import { usePick } from "./use-pick";
import { useTypedNumber } from "./use-typed-number";

const SHOWN = 12;
const KILOGRAM_DECIMALS = 3;
const ZERO_QUANTITY = milli(0);

function ProductChoice(props: { product: ProductView; isCurrent: boolean; onPress: () => void }) {
  const { product, isCurrent, onPress } = props;
  const { till } = useMessages();
  const figures = useFigures();
  const hues = useHues();
  const price = product.priceMinor === null ? till.priceAsked : figures.money(product.priceMinor);
  return (
    <PickRow isCurrent={isCurrent} name={till.tileName(product.name, price)} onPress={onPress}>
      <InitialsSwatch name={product.name} hue={hues.get(product.categoryId ?? "") ?? NEUTRAL_HUE} />
      <span className="line-clamp-2 min-w-0 flex-1 text-tile">{product.name}</span>
      <span className="shrink-0 text-till-amount tabular-nums">{price}</span>
    </PickRow>
  );
}

export type ReturnWithoutReceiptProps = { onBack: () => void; onClose: () => void };

/** Found like goods to sell; what happens to them is the opposite. */
export function ReturnWithoutReceipt({ onBack, onClose }: ReturnWithoutReceiptProps) {
  const { tillCounter } = useMessages();
  const [text, setText] = useState("");
  const [product, setProduct] = useState<ProductView | null>(null);
  const { products } = useCatalogSearch({ text, limit: SHOWN });
  const { current, step } = usePick(products, ({ productId }) => productId);
  if (product) {
    const toSearch = () => setProduct(null);
    return product.priceMinor === null ? (
      <AskedPrice product={product} onOther={toSearch} onClose={onClose} />
    ) : (
      <LooseGoods
        product={product}
        unitPriceMinor={product.priceMinor}
        onOther={toSearch}
        onClose={onClose}
      />
    );
  }
  const submit = () => current && setProduct(current);
  return (
    <PanelFrame
      title={tillCounter.looseTitle}
      onClose={onClose}
      isFlush
      layer={{
        keys: { f7: onBack, enter: submit, arrowdown: () => step(1), arrowup: () => step(-1) },
      }}
      footer={
        <TillButton isFullWidth onPress={onBack}>
          {tillCounter.returnOther}
        </TillButton>
      }
    >
      <div className="flex flex-col gap-2 px-6 pb-3 max-md:px-4">
        <PanelSearch
          label={tillCounter.looseFind}
          placeholder={tillCounter.looseFindHint}
          text={text}
          onChange={setText}
          onStep={step}
          onSubmit={submit}
        />
      </div>
      {products.length === 0 ? (
        <p role="status" className="px-6 text-statement text-text-muted max-md:px-4">
          {tillCounter.looseNoMatch}
        </p>
      ) : (
        <ul aria-label={tillCounter.looseFind} className="border-border border-t">
          {products.map((candidate) => (
            <ProductChoice
              key={candidate.productId}
              product={candidate}
              isCurrent={text !== "" && candidate.productId === current?.productId}
              onPress={() => setProduct(candidate)}
            />
          ))}
        </ul>
      )}
    </PanelFrame>
  );
}

type ProductStepProps = { product: ProductView; onOther: () => void; onClose: () => void };

/** What has no price on the shelf gets one first. */
function AskedPrice({ product, onOther, onClose }: ProductStepProps) {
  const { till, tillCounter } = useMessages();
  const { currency } = useFigures();
  const decimals = currencyExponent(currency);
  const typed = useTypedNumber(decimals);
  const [unitPriceMinor, setUnitPrice] = useState<Minor | null>(null);
  const isPriced = typedMinor(typed.text, currency) > 0;
  const confirm = () => isPriced && setUnitPrice(typedMinor(typed.text, currency));
  if (unitPriceMinor !== null) {
    return <LooseGoods {...{ product, unitPriceMinor, onOther, onClose }} />;
  }
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
        confirm={tillCounter.looseNext}
        canConfirm={isPriced}
        onConfirm={confirm}
      />
    </PanelFrame>
  );
}

/** Who must agree before it happens, told before the cashier has typed anything in vain. */
function useLimitWords(cashier: CashierView | null, amountMinor: Minor): string {
  const { tillCounter } = useMessages();
  const figures = useFigures();
  if (!cashier?.permissions.includes("sale.refund_without_receipt")) {
    return tillCounter.looseNeedsApproval;
  }
  const limitMinor = cashier.limits.refundWithoutReceiptMinor;
  if (limitMinor === null) {
    return tillCounter.looseNoLimit;
  }
  return amountMinor > limitMinor
    ? tillCounter.looseNeedsApproval
    : tillCounter.looseLimit(figures.shortMoney(minor(limitMinor)));
}

function useLooseReturn(product: ProductView, unitPriceMinor: Minor) {
  const { addReturnWithoutReceipt } = useTillCommands();
  const adding = useApprovedCommand(addReturnWithoutReceipt);
  const decimals = product.unit === "kg" ? KILOGRAM_DECIMALS : 0;
  const typed = useTypedNumber(decimals, product.unit === "kg" ? "" : "1");
  const [reason, setReason] = useState<string | null>(null);
  const quantityMilli = parseQuantity(typed.text.replace(/\.$/, ""));
  const canAdd = quantityMilli !== null && quantityMilli > 0 && reason !== null;
  const add = () => {
    if (quantityMilli !== null && reason !== null && canAdd && !adding.isRunning) {
      const price = product.priceMinor === null ? { unitPriceMinor } : {};
      const { productId } = product;
      void adding.run({ productId, quantityMilli, reason, ...price });
    }
  };
  const amountMinor = lineAmount(unitPriceMinor, quantityMilli ?? ZERO_QUANTITY, "HALF_UP");
  return { typed, decimals, reason, setReason, add, canAdd, amountMinor, failure: adding.failure };
}

function LooseGoods(props: ProductStepProps & { unitPriceMinor: Minor }) {
  const { product, unitPriceMinor, onOther, onClose } = props;
  const { till, tillCounter } = useMessages();
  const figures = useFigures();
  const state = useTill();
  const loose = useLooseReturn(product, unitPriceMinor);
  const { typed, reason, amountMinor } = loose;
  const limit = useLimitWords("cashier" in state ? state.cashier : null, amountMinor);
  const chips = {
    reasons: tillCounter.returnReasons,
    value: reason,
    onChange: loose.setReason,
    hasDigits: false,
  };
  const layer = numberLayer(typed, loose.add);
  const price = figures.money(unitPriceMinor);
  const isWeight = product.unit === "kg";
  return (
    <PanelFrame
      title={product.name}
      onClose={onClose}
      layer={{ ...layer, keys: { ...layer.keys, ...reasonKeys(chips), f7: onOther } }}
    >
      <NumberEntry
        label={
          <span className="flex justify-between gap-4">
            {tillCounter.looseQuantity}
            <span className="tabular-nums">
              {isWeight ? tillCounter.loosePriceKilogram(price) : tillCounter.loosePrice(price)}
            </span>
          </span>
        }
        typed={typed}
        decimals={loose.decimals}
        suffix={isWeight ? till.weightUnit : undefined}
        error={loose.failure}
        note={
          <>
            <span className="text-text-muted">{tillCounter.returnGiveBack}</span>
            <MoneyText amountMinor={amountMinor} currency={figures.currency} size="figure" />
          </>
        }
        shortcuts={<NumberedReasons label={tillCounter.returnReason} {...chips} />}
        isShort
        confirm={
          <span className="flex flex-col items-center">
            {reason === null ? tillCounter.returnNeedsReason : tillCounter.looseConfirm}
            <span className="text-till-small">{limit}</span>
          </span>
        }
        confirmName={tillCounter.looseConfirm}
        canConfirm={loose.canAdd}
        onConfirm={loose.add}
      />
    </PanelFrame>
  );
}
