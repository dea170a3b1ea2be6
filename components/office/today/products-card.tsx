"use client";

import { minor } from "../../../core/money/minor";
import { quantityMilli } from "../../../core/quantity/quantity";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { MoneyText } from "../../money/money-text";
import { formatQuantityText } from "../../money/quantity-text";
import { Card, CardHeader, CardRow, CardRows } from "../../ui/card";
import { initialsFor } from "../../ui/initials";
import { InitialsSwatch } from "../../ui/initials-swatch";
import { MeterBar } from "../../ui/meter-bar";
import type { Today } from "../office-outputs";

export function ProductsCard({ today }: { today: Today }) {
  const { office } = useMessages();
  const { products, currency } = today;
  const most = products[0]?.netMinor ?? 0;
  return (
    <Card as="section" labelledBy="today-products">
      <CardHeader title={office.topProducts} titleId="today-products" isRuled />
      {products.length === 0 && (
        <p className="px-4 py-4 text-body text-text-muted">{office.topProductsNone}</p>
      )}
      <CardRows>
        {withInitials(products).map((product) => (
          <CardRow key={`${product.productId}/${product.sku}`}>
            <InitialsSwatch
              name={product.name}
              initials={product.initials}
              size="office"
              {...(product.hue !== null && { hue: product.hue })}
            />
            <span className="flex min-w-0 flex-1 flex-col gap-1.5">
              <span className="truncate font-medium text-body">{product.name}</span>
              <MeterBar share={most === 0 ? 0 : product.netMinor / most} />
            </span>
            <span className="flex shrink-0 flex-col items-end">
              <MoneyText
                amountMinor={minor(product.netMinor)}
                currency={currency}
                cents="never"
                className="font-figure text-body"
              />
              <QuantitySold product={product} />
            </span>
          </CardRow>
        ))}
      </CardRows>
    </Card>
  );
}

type Product = Today["products"][number];

/** No two neighbours show the same two letters. */
function withInitials(products: readonly Product[]): (Product & { initials: string })[] {
  const taken = new Set<string>();
  return products.map((product) => {
    const initials = initialsFor(product.name, taken);
    taken.add(initials);
    return { ...product, initials };
  });
}

function QuantitySold({ product }: { product: Product }) {
  const { office } = useMessages();
  const locale = useFormatLocale();
  const quantity = formatQuantityText(quantityMilli(product.quantityMilli), locale);
  return (
    <span className="text-small text-text-muted tabular-nums">
      {office.sold(product.unit === "each" ? quantity : `${quantity}\u00a0${product.unit}`)}
    </span>
  );
}
