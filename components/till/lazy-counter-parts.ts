"use client";

import { lazy } from "react";

/** Panels beside the sale: fetched after the first paint, as in lazy-parts. */
const load = {
  menu: () => import("./menu-panel"),
  returns: () => import("./return-panel"),
  held: () => import("./held-panel"),
  quote: () => import("./quote-panel"),
  deposit: () => import("./deposit-panel"),
  customer: () => import("./customer-panel"),
  noSale: () => import("./no-sale-panel"),
  cashier: () => import("./cashier-panel"),
  variant: () => import("./variant-panel"),
};

export const MenuPanel = lazy(() => load.menu().then(({ MenuPanel: part }) => ({ default: part })));
export const ReturnPanel = lazy(() =>
  load.returns().then(({ ReturnPanel: part }) => ({ default: part })),
);
export const HeldPanel = lazy(() => load.held().then(({ HeldPanel: part }) => ({ default: part })));
export const QuotePanel = lazy(() =>
  load.quote().then(({ QuotePanel: part }) => ({ default: part })),
);
export const DepositPanel = lazy(() =>
  load.deposit().then(({ DepositPanel: part }) => ({ default: part })),
);
export const CustomerPanel = lazy(() =>
  load.customer().then(({ CustomerPanel: part }) => ({ default: part })),
);
export const NoSalePanel = lazy(() =>
  load.noSale().then(({ NoSalePanel: part }) => ({ default: part })),
);
export const CashierPanel = lazy(() =>
  load.cashier().then(({ CashierPanel: part }) => ({ default: part })),
);
export const VariantPanel = lazy(() =>
  load.variant().then(({ VariantPanel: part }) => ({ default: part })),
);

/** Fetches them while the till is idle, so that no key waits for one later. */
export function loadCounterParts(): void {
  for (const part of Object.values(load)) {
    void part();
  }
}
