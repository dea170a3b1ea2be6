"use client";

import { useCallback, useDeferredValue, useEffect, useRef, useState } from "react";
import { useCatalogSearch } from "../../till/react/use-catalog";
import { useTillCommands } from "../../till/react/use-till";

/** About a screenful: the rest is drawn when somebody comes near its end. */
export const SCREENFUL = 24;
const PAGE = 60;
const CODE = /^\d{6,}$/;

/** What the search field and the categories show, and what Enter adds. */
export function useProductSearch() {
  const [text, setText] = useState("");
  const [categoryId, setCategoryId] = useState<string | null>(null);
  const searched = useDeferredValue(text.trim());
  const shownCategory = searched === "" ? categoryId : null;
  const query = `${shownCategory}/${searched}`;
  const [grown, setGrown] = useState({ query, limit: SCREENFUL });
  const limit = grown.query === query ? grown.limit : SCREENFUL;
  const result = useCatalogSearch({ text: searched, categoryId: shownCategory, limit });
  const { addProduct, scan } = useTillCommands();
  const isEnterWaiting = useRef(false);

  const showMore = useCallback(() => setGrown({ query, limit: limit + PAGE }), [query, limit]);

  const addTopHit = useCallback(() => {
    const top = result.products[0];
    if (CODE.test(searched)) {
      scan(searched);
    } else if (top && searched !== "") {
      addProduct({ productId: top.productId });
    } else {
      return;
    }
    setText("");
  }, [result, searched, scan, addProduct]);

  useEffect(() => {
    if (isEnterWaiting.current && searched === text.trim()) {
      isEnterWaiting.current = false;
      addTopHit();
    }
  }, [searched, text, addTopHit]);

  const submit = useCallback(() => {
    if (searched === text.trim()) {
      addTopHit();
    } else {
      isEnterWaiting.current = true;
    }
  }, [searched, text, addTopHit]);

  const clear = useCallback(() => setText(""), []);
  const chooseCategory = useCallback((chosen: string | null) => {
    setText("");
    setCategoryId(chosen);
  }, []);

  /** A scan empties the field that it typed into. */
  const dropCode = useCallback(() => setText((now) => (CODE.test(now) ? "" : now)), []);

  return {
    text,
    setText,
    searched,
    categoryId: text.trim() === "" ? categoryId : undefined,
    chooseCategory,
    result,
    hasMore: result.products.length === limit,
    showMore,
    submit,
    clear,
    dropCode,
  };
}

export type ProductSearch = ReturnType<typeof useProductSearch>;
