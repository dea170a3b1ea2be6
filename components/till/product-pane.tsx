"use client";

import { useEffect, useRef } from "react";
import { useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { CategoryTabs } from "./category-tabs";
import { ProductGrid } from "./product-grid";
import { SearchRow } from "./search-row";
import { useFigures } from "./use-figures";
import type { ProductSearch } from "./use-product-search";

export type ProductPaneProps = { search: ProductSearch; hasTabs: boolean; isShort: boolean };

function StillArriving() {
  const { till } = useMessages();
  const figures = useFigures();
  const isRunning = useTillSelector((snapshot) => snapshot.catalog.isFirstLoadRunning);
  const count = useTillSelector((snapshot) => snapshot.catalog.productCount);
  if (!isRunning) {
    return null;
  }
  return (
    <p role="status" className="px-1 pb-2 text-till-small text-text-muted">
      {till.catalogueArriving(figures.count(count))}
    </p>
  );
}

export function ProductPane({ search, hasTabs, isShort }: ProductPaneProps) {
  const { till } = useMessages();
  const pane = useRef<HTMLDivElement>(null);
  const isScrolled = useRef(false);
  const place = `${search.categoryId}/${search.searched}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other products start at their top.
  useEffect(() => {
    // Only when need be: whatever asks a pane for its place has everything laid out first.
    if (isScrolled.current) {
      pane.current?.scrollTo({ top: 0 });
    }
  }, [place]);
  return (
    <section aria-label={till.products} className="flex min-h-0 min-w-0 flex-col">
      <div className="px-4 pt-4 max-lg:pt-3">
        <SearchRow search={search} isShort={isShort} />
      </div>
      {hasTabs && (
        <div className="pt-2">
          <CategoryTabs categoryId={search.categoryId} onChoose={search.chooseCategory} />
        </div>
      )}
      <div
        ref={pane}
        data-tile-pane=""
        onScroll={(event) => {
          isScrolled.current = event.currentTarget.scrollTop > 0;
        }}
        className="pane mt-1 mb-2.5 min-h-0 flex-1 px-4 pt-3 pb-1.5 [scrollbar-width:none] max-lg:mt-0 max-lg:mb-0 max-lg:pt-2 max-lg:pb-4"
      >
        <StillArriving />
        <ProductGrid
          result={search.result}
          text={search.searched}
          hasMore={search.hasMore}
          onMore={search.showMore}
          onClearSearch={search.clear}
        />
      </div>
    </section>
  );
}
