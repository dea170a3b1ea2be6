"use client";

import { lazy } from "react";

/** Panels of lines, discounts and payment: fetched after the first paint, as in lazy-parts. */
const load = {
  payment: () => import("./payment-panel"),
  discount: () => import("./discount-panel"),
  remove: () => import("./remove-panel"),
  explain: () => import("./explain-panel"),
  sums: () => import("./sums-panel"),
  price: () => import("./price-panel"),
  tip: () => import("./tip-panel"),
  note: () => import("./note-panel"),
  approval: () => import("./approval-overlay"),
};

export const PaymentPanel = lazy(() =>
  load.payment().then(({ PaymentPanel: part }) => ({ default: part })),
);
export const DiscountPanel = lazy(() =>
  load.discount().then(({ DiscountPanel: part }) => ({ default: part })),
);
export const RemovePanel = lazy(() =>
  load.remove().then(({ RemovePanel: part }) => ({ default: part })),
);
export const ClearPanel = lazy(() =>
  load.remove().then(({ ClearPanel: part }) => ({ default: part })),
);
export const ExplainPanel = lazy(() =>
  load.explain().then(({ ExplainPanel: part }) => ({ default: part })),
);
export const SumsPanel = lazy(() => load.sums().then(({ SumsPanel: part }) => ({ default: part })));
export const PricePanel = lazy(() =>
  load.price().then(({ PricePanel: part }) => ({ default: part })),
);
export const TipPanel = lazy(() => load.tip().then(({ TipPanel: part }) => ({ default: part })));
export const SaleNotePanel = lazy(() =>
  load.note().then(({ SaleNotePanel: part }) => ({ default: part })),
);
export const ApprovalOverlay = lazy(() =>
  load.approval().then(({ ApprovalOverlay: part }) => ({ default: part })),
);

/** Fetches them while the till is idle, so that no key waits for one later. */
export function loadPayParts(): void {
  for (const part of Object.values(load)) {
    void part();
  }
}
