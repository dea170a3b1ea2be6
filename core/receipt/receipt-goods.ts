import { minor } from "../money/minor";
import { formatPercent, ratePpm } from "../tax/rate";
import { cleanText } from "./clean-text";
import type { ReceiptAmount, ReceiptItem, ReceiptRow } from "./receipt-document";
import { receiptAmount, receiptQuantity } from "./receipt-figures";
import { receiptRow } from "./receipt-frame";
import type { ReceiptGoods, ReceiptLine } from "./receipt-input";
import { taxWord } from "./receipt-taxes";
import type { ReceiptTexts } from "./receipt-texts";

type ItemContext = {
  readonly classes: ReadonlyMap<string, string>;
  readonly texts: ReceiptTexts;
};

/** The lines as items: price, what promotions and a discount took off, where they came from. */
export function receiptItems(goods: ReceiptGoods, context: ItemContext): ReceiptItem[] {
  const { classes, texts } = context;
  const amountOf = (amount: number) => receiptAmount(minor(amount), goods.currency);
  return goods.lines.map((line) => ({
    name: cleanText(line.name),
    detail: detailOf(line, amountOf(line.unitPriceMinor)),
    amount: amountOf(line.subtotalMinor),
    taxClass: classes.get(line.taxGroupCode) ?? "",
    reductions: reductionsOf(line, texts).map(({ label, amountMinor }) => ({
      label,
      amount: amountOf(amountMinor),
    })),
    notes: [
      ...(line.returned ? [texts.returnedFrom(cleanText(line.returned.receiptNumber))] : []),
      ...(line.note === null ? [] : [cleanText(line.note)]),
    ].filter((note) => note !== ""),
  }));
}

/** Goods of a receipt may come back without their old unit price; then the amount says it. */
function detailOf(line: ReceiptLine, price: string): string {
  const quantity = receiptQuantity(line.quantityMilli);
  const isPriced = line.unitPriceMinor !== 0 || line.subtotalMinor === 0;
  if (line.unit === "kg") return isPriced ? `${quantity} kg × ${price} /kg` : `${quantity} kg`;
  return isPriced ? `${quantity} × ${price}` : quantity;
}

type Reduction = { readonly label: string; readonly amountMinor: number };

function reductionsOf(line: ReceiptLine, texts: ReceiptTexts): readonly Reduction[] {
  const { trace } = line;
  if (trace === null) {
    return line.discountMinor === 0
      ? []
      : [{ label: texts.discount, amountMinor: -line.discountMinor }];
  }
  const sign = line.subtotalMinor < 0 ? 1 : -1;
  return trace.steps.flatMap((step): Reduction[] => {
    if (step.kind !== "promotion" && step.kind !== "line_discount") return [];
    if (step.amountMinor === 0) return [];
    const amountMinor = sign * step.amountMinor;
    if (step.kind === "promotion") {
      const coupon = step.couponCode === null ? "" : ` (${step.couponCode})`;
      return [{ label: cleanText(`${step.name}${coupon}`), amountMinor }];
    }
    return [{ label: percentLabel(texts.discount, step.percentPpm), amountMinor }];
  });
}

function percentLabel(word: string, percentPpm: number | null): string {
  return percentPpm === null ? word : `${word} ${formatPercent(ratePpm(percentPpm))} %`;
}

/** Pieces count one each, a weighed line counts as one item however heavy. */
function itemCount(goods: ReceiptGoods): number {
  return Math.abs(
    goods.lines.reduce(
      (sum, line) =>
        sum + (line.unit === "each" ? line.quantityMilli : Math.sign(line.quantityMilli) * 1000),
      0,
    ),
  );
}

/** Everything between the lines and the total: each kind of reduction once, tax on top. */
export function sumRows(goods: ReceiptGoods, texts: ReceiptTexts): ReceiptRow[] {
  const amountOf = (amount: number) => receiptAmount(minor(amount), goods.currency);
  const parts = reductionParts(goods, texts);
  const [only] = parts;
  const reductions =
    parts.length === 1 && only ? [{ ...only, label: wholeLabel(goods, only, texts) }] : parts;
  const isAdded =
    goods.lines.length > 0 && goods.totalMinor !== goods.subtotalMinor - goods.discountMinor;
  return [
    receiptRow(subtotalLabel(goods, texts), amountOf(goods.subtotalMinor)),
    ...reductions.map((part) => receiptRow(part.label, amountOf(part.amountMinor))),
    ...(isAdded
      ? [
          receiptRow(
            taxWord(goods, texts),
            amountOf(goods.totalMinor - goods.subtotalMinor + goods.discountMinor),
          ),
        ]
      : []),
  ];
}

/** Things that come and go are not counted together. */
function subtotalLabel(goods: ReceiptGoods, texts: ReceiptTexts): string {
  const isMixed = hasReturns(goods) && goods.lines.some((line) => line.quantityMilli > 0);
  if (isMixed) return texts.plainSubtotal;
  const count = itemCount(goods);
  return texts.subtotal(receiptQuantity(count), count === 1000);
}

/** All savings at once, for a customer who bought and whose reductions are of several kinds. */
export function savedRows(goods: ReceiptGoods, texts: ReceiptTexts): ReceiptRow[] {
  if (!isPlainSale(goods) || goods.discountMinor <= 0) return [];
  if (reductionParts(goods, texts).length < 2) return [];
  return [receiptRow(texts.saved, receiptAmount(minor(goods.discountMinor), goods.currency), true)];
}

export function hasReturns(goods: ReceiptGoods): boolean {
  return goods.lines.some((line) => line.quantityMilli < 0);
}

function isPlainSale(goods: ReceiptGoods): boolean {
  return goods.kind === "sale" && !hasReturns(goods);
}

function wholeLabel(goods: ReceiptGoods, part: ReceiptAmountPart, texts: ReceiptTexts): string {
  return part.isOrder || !isPlainSale(goods) ? part.label : texts.saved;
}

type ReceiptAmountPart = Pick<ReceiptAmount, "label"> & {
  readonly amountMinor: number;
  readonly isOrder: boolean;
};

function reductionParts(goods: ReceiptGoods, texts: ReceiptTexts): ReceiptAmountPart[] {
  const { orderDiscount } = goods;
  const orderMinor = orderShare(goods);
  const lineMinor = goods.discountMinor - goods.promotionMinor - orderMinor;
  return [
    { label: texts.promotions, amountMinor: -goods.promotionMinor, isOrder: false },
    { label: texts.discount, amountMinor: -lineMinor, isOrder: false },
    {
      label: percentLabel(texts.orderDiscount, orderDiscount?.percentPpm ?? null),
      amountMinor: -orderMinor,
      isOrder: true,
    },
  ].filter((part) => part.amountMinor !== 0);
}

function orderShare(goods: ReceiptGoods): number {
  return goods.lines.reduce((sum, line) => {
    const sign = line.subtotalMinor < 0 ? -1 : 1;
    const steps = line.trace?.steps ?? [];
    return steps.reduce(
      (inner, step) => inner + (step.kind === "order_discount" ? sign * step.amountMinor : 0),
      sum,
    );
  }, 0);
}
