"use client";

import { PackageOpen, SearchX } from "lucide-react";
import { type FocusEvent, type KeyboardEvent, useEffect, useRef } from "react";
import type { CatalogResult } from "../../till/react/till-state";
import { useMessages } from "../messages/use-messages";
import { EmptyState } from "../ui/empty-state";
import { ProductTile } from "./product-tile";
import { TillButton } from "./till-button";
import { useFigures } from "./use-figures";
import { NEUTRAL_HUE, useHues } from "./use-hues";

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
  const tiles = [...event.currentTarget.querySelectorAll("button")];
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

export function ProductGrid(props: ProductGridProps) {
  const { result, text, hasMore, onMore, onClearSearch } = props;
  const { products, isForgiving } = result;
  const { till } = useMessages();
  const figures = useFigures();
  const hues = useHues();
  if (products.length === 0) {
    return <NoProducts text={text} onClearSearch={onClearSearch} />;
  }
  return (
    <>
      {isForgiving && (
        <p role="status" className="pb-2 text-till-small text-text-muted">
          {till.nearMatches}
        </p>
      )}
      <ul
        aria-label={till.products}
        onKeyDown={walkTiles}
        onFocus={moveTabStop}
        className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-2 min-[76rem]:grid-cols-[repeat(auto-fill,minmax(10.25rem,1fr))]"
      >
        {products.map((product, index) => (
          <li key={product.productId} className="grid min-w-0">
            <ProductTile
              product={product}
              hue={hues.get(product.categoryId ?? "") ?? NEUTRAL_HUE}
              isFirst={index === 0}
              figures={figures}
            />
          </li>
        ))}
      </ul>
      {hasMore && <MoreTiles key={products.length} onReach={onMore} />}
    </>
  );
}
