import { z } from "zod";
import { type CartLine, priceCart } from "../../core/cart/price-cart";
import type { Quote, QuotedLine } from "../../core/cart/quote-cart";
import { minor, sumMinor } from "../../core/money/minor";
import { formatQuantity, quantityMilli } from "../../core/quantity/quantity";
import { on, quantityField } from "./fields";
import { peerTaxField, readPeerTaxes } from "./peer-taxes";
import { formatUnits, parseUnits } from "./unit-money";

const UNIT = "0.01";

const order = z.strictObject({
  products: z.record(
    z.string(),
    z.strictObject({ price: z.string(), taxes: z.array(peerTaxField) }),
  ),
  lines: z.array(z.strictObject({ product: z.string(), quantity: quantityField })),
  rounding_method: z.enum(["per_line", "globally"]),
});

/** An order of known products, and what giving all of it back gives back of each tax. */
export const computePeerProducts = on(order, (input) => {
  const lines = readLines(input);
  if (!lines) return null;
  const taxRounding = input.rounding_method === "globally" ? "document" : "line";
  const sold = price(lines, taxRounding);
  const returned = price(sold.lines.map(returnOf), taxRounding);
  return {
    lines: sold.lines.map((line, index) => ({
      product: input.lines[index]?.product,
      quantity: Number(formatQuantity(line.quantityMilli)),
      net: text(line.netMinor),
      gross: text(line.grossMinor),
      taxes: Object.fromEntries(line.taxes.map((tax) => [tax.name, text(tax.taxMinor)])),
    })),
    total: text(sold.totalMinor),
    net_total: text(sold.netMinor),
    tax_total: text(sold.taxMinor),
    gross_total: text(sold.totalMinor),
    tax_by_rate: taxByName(sold),
    full_return_tax_by_rate: taxByName(returned),
    full_return_total: text(returned.totalMinor),
  };
});

function price(lines: readonly CartLine[], taxRounding: "line" | "document"): Quote {
  return priceCart({
    currency: "KES",
    pricesIncludeTax: false,
    taxRounding,
    orderDiscountMinor: minor(0),
    lines,
  });
}

function readLines({ products, lines }: z.output<typeof order>): CartLine[] | null {
  const read = lines.map(({ product: code, quantity }, index): CartLine | null => {
    const product = products[code];
    const unitPriceMinor = product ? parseUnits(product.price, UNIT) : null;
    const rates = product ? readPeerTaxes(product.taxes, UNIT) : null;
    if (unitPriceMinor === null || rates === null) return null;
    const taxGroup = { code, name: code, rates };
    return { lineId: String(index), unitPriceMinor, quantityMilli: quantity, taxGroup };
  });
  return read.every((line) => line !== null) ? read : null;
}

function returnOf(line: QuotedLine): CartLine {
  const { lineId, unitPriceMinor, quantityMilli: soldQuantityMilli, taxGroupCode: code } = line;
  const { subtotalMinor, discountMinor, netMinor, taxMinor, grossMinor, points, taxes } = line;
  const figures = { subtotalMinor, discountMinor, netMinor, taxMinor, grossMinor, points };
  return {
    lineId,
    unitPriceMinor,
    quantityMilli: quantityMilli(-soldQuantityMilli),
    taxGroup: { code, name: code, rates: [] },
    returned: {
      saleId: "sale",
      lineId,
      receiptNumber: "1",
      soldQuantityMilli,
      returnedBeforeMilli: 0,
      sold: { ...figures, taxes: [...taxes] },
    },
  };
}

function taxByName({ lines }: Quote): Record<string, string> {
  const parts = lines.flatMap((line) => line.taxes);
  const names = [...new Set(parts.map((tax) => tax.name))];
  return Object.fromEntries(
    names.map((name) => [
      name,
      text(sumMinor(parts.filter((tax) => tax.name === name).map((tax) => tax.taxMinor))),
    ]),
  );
}

function text(count: number): string {
  return formatUnits(minor(count), UNIT);
}
