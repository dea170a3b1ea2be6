"use client";

import type { QuantityMilli } from "../../core/quantity/quantity";
import type { CartView } from "./till-state";
import { useTillSelector } from "./use-till";

export function useCart(): CartView {
  return useTillSelector((snapshot) => snapshot.cart);
}

/** How much of one product lies in the cart; a tile redraws only when this changes. */
export function useCartQuantity(productId: string): QuantityMilli | null {
  return useTillSelector((snapshot) => snapshot.cart.quantityByProduct.get(productId) ?? null);
}
