import type { ShiftView, StoreView, TillPlace, TillState } from "../../till/react/till-state";

/** Store and register, where the state knows them. */
export function placeOf(state: TillState): TillPlace | null {
  return "store" in state ? state : null;
}

export function storeOf(state: TillState): StoreView | null {
  return placeOf(state)?.store ?? null;
}

export function shiftOf(state: TillState): ShiftView | null {
  return "shift" in state ? state.shift : null;
}

/** The shop's name first, and the branch where its name does not say it already. */
export function storeTitle(store: StoreView): string {
  const isNamed = store.name.toLowerCase().startsWith(store.tenantName.toLowerCase());
  return isNamed || store.tenantName === "" ? store.name : `${store.tenantName} ${store.name}`;
}
