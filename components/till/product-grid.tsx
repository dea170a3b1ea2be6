"use client";

import { PackageOpen, SearchX } from "lucide-react";
import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type PointerEvent,
  useEffect,
  useRef,
} from "react";
import type { CatalogResult } from "../../till/react/till-state";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { EmptyState } from "../ui/empty-state";
import { ProductTile } from "./product-tile";
import { TillButton } from "./till-button";
import { useFigures } from "./use-figures";
import { NEUTRAL_HUE, useHues } from "./use-hues";
import { SCREENFUL } from "./use-product-search";

export type ProductGridProps = {
  result: CatalogResult;
  /** What was searched for; empty while categories are shown. */
  text: string;
  hasMore: boolean;
  onMore: () => void;
  onClearSearch: () => void;
};

/** More tiles before the end of those drawn comes into sight. */
function MoreTiles({ onReach }: { onReach: () => void }) {
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = mark.current;
    if (!element) {
      return;
    }
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && onReach(),
      { root: element.closest("[data-tile-pane]"), rootMargin: "200px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [onReach]);
  return <div ref={mark} aria-hidden="true" className="h-px" />;
}

const STEPS: Readonly<Record<string, (columns: number) => number>> = {
  ArrowRight: () => 1,
  ArrowLeft: () => -1,
  ArrowDown: (columns) => columns,
  ArrowUp: (columns) => -columns,
};

/** Arrows walk the tiles; Tab enters and leaves them in one step. */
function walkTiles(event: KeyboardEvent<HTMLUListElement>): void {
  const step = STEPS[event.key];
  if (!step) {
    return;
  }
  const tiles = [
    ...event.currentTarget.querySelectorAll<HTMLButtonElement>("li:not([hidden]) button"),
  ];
  const from = tiles.indexOf(event.target as HTMLButtonElement);
  const columns = getComputedStyle(event.currentTarget).gridTemplateColumns.split(" ").length;
  const next = tiles[from + step(columns)];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}

/** The tile last focused is the one that Tab comes back to. */
function moveTabStop(event: FocusEvent<HTMLUListElement>): void {
  for (const tile of event.currentTarget.querySelectorAll("button[tabindex='0']")) {
    (tile as HTMLButtonElement).tabIndex = -1;
  }
  if (event.target instanceof HTMLButtonElement) {
    event.target.tabIndex = 0;
  }
}

function NoProducts({ text, onClearSearch }: { text: string; onClearSearch: () => void }) {
  const { till } = useMessages();
  if (text !== "") {
    return (
      <EmptyState
        icon={<SearchX />}
        title={till.noMatchTitle(text)}
        actions={
          <TillButton size="till" className="px-4" keyCap="Esc" onPress={onClearSearch}>
            {till.clearSearch}
          </TillButton>
        }
      >
        {till.noMatchBody}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<PackageOpen />} title={till.emptyCategoryTitle}>
      {till.emptyCategoryBody}
    </EmptyState>
  );
}

/**
 * A press counts for the product that stood there when it began: another may have taken its place
 * before the finger was lifted.
 */
function usePressedProduct(products: CatalogResult["products"]) {
  const { addProduct } = useTillCommands();
  const begunWith = useRef<string | null>(null);
  const productAt = (target: EventTarget) => {
    const place = target instanceof Element ? target.closest("li") : null;
    const at = place ? [...(place.parentElement?.children ?? [])].indexOf(place) : -1;
    return products[at]?.productId ?? null;
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLUListElement>) => {
      begunWith.current = productAt(event.target);
    },
    onClick: (event: MouseEvent<HTMLUListElement>) => {
      const button = event.target instanceof Element ? event.target.closest("button") : null;
      const productId = button && productAt(button);
      if (!productId) {
        return;
      }
      if (event.detail === 0) {
        addProduct({ productId });
        return;
      }
      button.blur();
      if (productId === begunWith.current) {
        addProduct({ productId });
      }
    },
  };
}

/** Other products begin with the first one, unless somebody stands among them. */
function useTabStop(products: CatalogResult["products"]) {
  const list = useRef<HTMLUListElement>(null);
  const stop = useRef<HTMLButtonElement | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the other products are the reason.
  useEffect(() => {
    const { current } = stop;
    if (!current || (current === document.activeElement && current.checkVisibility())) {
      return;
    }
    stop.current = null;
    current.tabIndex = -1;
    const first = list.current?.querySelector("button");
    if (first) {
      first.tabIndex = 0;
    }
  }, [products]);
  const onFocus = (event: FocusEvent<HTMLUListElement>) => {
    moveTabStop(event);
    stop.current = event.target instanceof HTMLButtonElement ? event.target : null;
  };
  return { list, onFocus };
}

type TilesProps = { products: CatalogResult["products"] };

/** The places of a screenful stay for good: another search only changes what they say. */
function Tiles({ products }: TilesProps) {
  const { till } = useMessages();
  const figures = useFigures();
  const hues = useHues();
  const presses = usePressedProduct(products);
  const { list, onFocus } = useTabStop(products);
  const places = Array.from({ length: Math.max(products.length, SCREENFUL) }, (_, at) => at);
  return (
    <ul
      ref={list}
      hidden={products.length === 0}
      aria-label={till.products}
      {...presses}
      onKeyDown={walkTiles}
      onFocus={onFocus}
      className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-2 min-[76rem]:grid-cols-[repeat(auto-fill,minmax(10.25rem,1fr))]"
    >
      {places.map((at) => {
        const product = products[at] ?? null;
        return (
          <li key={at} hidden={product === null} className="grid min-w-0">
            <ProductTile
              product={product}
              hue={hues.get(product?.categoryId ?? "") ?? NEUTRAL_HUE}
              isFirst={at === 0}
              figures={figures}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** Not drawn for the letters in the field, only for what they find. */
export const ProductGrid = memo(function ProductGrid(props: ProductGridProps) {
  const { result, text, hasMore, onMore, onClearSearch } = props;
  const { products, isForgiving } = result;
  const { till } = useMessages();
  return (
    <>
      {products.length === 0 && <NoProducts text={text} onClearSearch={onClearSearch} />}
      {isForgiving && products.length > 0 && (
        <p role="status" className="pb-2 text-till-small text-text-muted">
          {till.nearMatches}
        </p>
      )}
      <Tiles products={products} />
      {hasMore && <MoreTiles key={products.length} onReach={onMore} />}
    </>
  );
});
