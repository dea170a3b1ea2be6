"use client";

import { memo } from "react";
import type { ProductView } from "../../till/react/till-state";
import { useCartQuantity } from "../../till/react/use-cart";
import { useMessages } from "../messages/use-messages";
import { QuantityText } from "../money/quantity-text";
import { Badge } from "../ui/badge";
import { classNames } from "../ui/class-names";
import { initialsFor } from "../ui/initials";
import { InitialsSwatch } from "../ui/initials-swatch";
import type { Tone } from "../ui/tone";
import type { Figures } from "./use-figures";

export type ProductTileProps = {
  /** Null while nothing stands in this place. */
  product: ProductView | null;
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

const initialsByProduct = new WeakMap<ProductView, string>();

function initialsOf(product: ProductView): string {
  const known = initialsByProduct.get(product);
  if (known !== undefined) {
    return known;
  }
  const initials = initialsFor(product.name);
  initialsByProduct.set(product, initials);
  return initials;
}

/** Nothing to draw leaves the tile as it was: it is out of sight until another product comes. */
function isDrawnAlready(before: ProductTileProps, next: ProductTileProps): boolean {
  return (
    next.product === null ||
    (next.product === before.product &&
      next.hue === before.hue &&
      next.isFirst === before.isFirst &&
      next.figures === before.figures)
  );
}

const TILE = classNames(
  "flex h-34 min-w-0 select-none flex-col rounded-card border border-border bg-surface-raised p-3 text-start",
  "transition-colors hover:bg-surface-hover active:border-accent active:bg-accent-soft",
  "[contain-intrinsic-size:auto_8.5rem] [content-visibility:auto] focus-visible:[content-visibility:visible]",
);
const NAME = "mt-2 line-clamp-2 h-9.5 w-full text-balance text-tile wrap-break-word";
const PRICE = "whitespace-nowrap text-price tabular-nums";

/**
 * A place among the tiles and the product that stands in it. Few elements and plain texts: a key of
 * a search changes two dozen of them at once.
 */
export const ProductTile = memo(function ProductTile(props: ProductTileProps) {
  const { product, hue, isFirst, figures } = props;
  const { till } = useMessages();
  if (product === null) {
    return null;
  }
  const stock = stockOf(product, till, figures);
  const isSoldOut = product.stockState === "sold_out";
  const isAsked = product.priceMinor === null;
  const price = product.priceMinor === null ? till.priceAsked : figures.money(product.priceMinor);
  const name = till.tileName(product.name, price);
  return (
    <button
      type="button"
      tabIndex={isFirst ? 0 : -1}
      aria-label={stock ? `${name}, ${stock.text}` : name}
      className={TILE}
    >
      <span className="flex w-full items-start justify-between gap-2">
        <InitialsSwatch name={product.name} initials={initialsOf(product)} hue={hue} />
        {stock && (
          <Badge tone={stock.tone} size="till">
            {stock.text}
          </Badge>
        )}
      </span>
      <span className={isSoldOut ? `${NAME} text-text-muted` : NAME}>{product.name}</span>
      <span className="mt-auto flex h-6 w-full items-center justify-between gap-1">
        <span className="flex h-6 min-w-0 flex-wrap items-baseline overflow-hidden">
          {isAsked ? (
            <span className="text-till-small text-text-muted">{price}</span>
          ) : (
            <bdi className={`${PRICE} ${isSoldOut ? "text-text-muted" : "text-text"}`}>{price}</bdi>
          )}
          {!isAsked && product.unit === "kg" && (
            <span className="ms-1 text-text-muted text-till-small">{till.perKilogram}</span>
          )}
        </span>
        <InCart product={product} />
      </span>
    </button>
  );
}, isDrawnAlready);
