import type { Store } from "../office-outputs";
import type { SalesAddress } from "./sales-address";

/** No store has this id: an address that names an unknown one finds nothing, rather than all. */
const NO_STORE = "00000000-0000-4000-8000-000000000000";

/** What the address asks of the server; the page and the screen must ask alike. */
export function salesInput(address: SalesAddress, stores: readonly Pick<Store, "id" | "code">[]) {
  const { store: code, tender, ...same } = address;
  const storeId =
    code === undefined ? undefined : (stores.find((store) => store.code === code)?.id ?? NO_STORE);
  return {
    ...same,
    ...(storeId !== undefined && { storeId }),
    ...(tender !== undefined && { method: tender }),
  };
}
