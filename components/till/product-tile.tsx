"use client";

import { memo } from "react";
import type { ProductView } from "../../till/react/till-state";
import { useCartQuantity } from "../../till/react/use-cart";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { QuantityText } from "../money/quantity-text";
import { Badge } from "../ui/badge";
import { classNames } from "../ui/class-names";
import { InitialsSwatch } from "../ui/initials-swatch";
import type { Tone } from "../ui/tone";
import { releaseAfterPointer } from "./till-button";
import type { Figures } from "./use-figures";

export type ProductTileProps = {
  product: ProductView;
  hue: number;
  isFirst: boolean;
  /** Of the grid: one listener to the store for all tiles. */
  figures: Figures;
};

type TillMessages = ReturnType<typeof useMessages>["till"];

type Stock = { text: string; tone: Tone } | null;

function stockOf(product: ProductView, till: TillMessages, figures: Figures): Stock {
  if (product.stockState === "sold_out") {
    return { text: till.soldOut, tone: "danger" };
  }
  if (product.stockMilli === null || product.stockState === "unknown") {
    return null;
  }
  const count = figures.quantity(product.stockMilli);
  return {
    text: product.unit === "kg" ? till.stockWeight(count) : till.stockLeft(count),
    tone: product.stockState === "low" ? "warning" : "neutral",
  };
}

function InCart({ product }: { product: ProductView }) {
  const quantityMilli = useCartQuantity(product.productId);
  if (quantityMilli === null || quantityMilli === 0) {
    return null;
  }
  return (
    <Badge tone="accent" size="till">
      <QuantityText quantityMilli={quantityMilli} isTimes={product.unit === "each"} />
    </Badge>
  );
}

function TilePrice({ product, currency }: { product: ProductView; currency: string }) {
  const { till } = useMessages();
  if (product.priceMinor === null) {
    return <span className="text-till-small text-text-muted">{till.priceAsked}</span>;
  }
  return (
    <>
      <MoneyText
        amountMinor={product.priceMinor}
        currency={currency}
        size="price"
        className={product.stockState === "sold_out" ? "text-text-muted" : "text-text"}
      />
      {product.unit === "kg" && (
        <span className="ms-1 text-text-muted text-till-small">{till.perKilogram}</span>
      )}
    </>
  );
}

/** One tap adds one. A tile redraws only when its own quantity in the sale changes. */
export const ProductTile = memo(function ProductTile(props: ProductTileProps) {
  const { product, hue, isFirst, figures } = props;
  const { till } = useMessages();
  const { addProduct } = useTillCommands();
  const stock = stockOf(product, till, figures);
  const price = product.priceMinor === null ? till.priceAsked : figures.money(product.priceMinor);
  return (
    <button
      type="button"
      tabIndex={isFirst ? 0 : -1}
      aria-label={[till.tileName(product.name, price), stock?.text].filter(Boolean).join(", ")}
      onClick={(event) => {
        releaseAfterPointer(event);
        addProduct({ productId: product.productId });
      }}
      className={classNames(
        "flex h-34 min-w-0 select-none flex-col rounded-card border border-border bg-surface-raised p-3 text-start",
        "transition-colors hover:bg-surface-hover active:border-accent active:bg-accent-soft",
        "[contain-intrinsic-size:auto_8.5rem] [content-visibility:auto] focus-visible:[content-visibility:visible]",
      )}
    >
      <span className="flex w-full items-start justify-between gap-2">
        <InitialsSwatch name={product.name} hue={hue} />
        {stock && (
          <Badge tone={stock.tone} size="till">
            {stock.text}
          </Badge>
        )}
      </span>
      <span
        className={classNames(
          "mt-2 line-clamp-2 h-9.5 w-full text-balance text-tile wrap-break-word",
          product.stockState === "sold_out" && "text-text-muted",
        )}
      >
        {product.name}
      </span>
      <span className="mt-auto flex h-6 w-full items-center justify-between gap-1">
        <span className="flex h-6 min-w-0 flex-wrap items-baseline overflow-hidden">
          <TilePrice product={product} currency={figures.currency} />
        </span>
        <InCart product={product} />
      </span>
    </button>
  );
});
