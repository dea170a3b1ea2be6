import { uuidFrom } from "../../core/ids";
import type { ProductChange } from "../../core/sync/protocol-v1";
import {
  CASHIER_ID,
  FRESH_ID,
  LIST_ID,
  product,
  STORE_ID,
  SUPERVISOR_ID,
  shopChanges,
} from "../../till/testing/fake-shop";
import type { StreamWrite } from "./model-streams";

/** The shop in which a run happens: what cashiers need to know of it. */
export type Shop = {
  readonly tenantId: string;
  readonly storeId: string;
  readonly timezone: string;
  readonly dayEndsAtMinutes: number;
  readonly cashiers: readonly { readonly staffId: string; readonly pin: string }[];
  /** Sold by the piece or by weight; some come and go, prices change. */
  readonly products: readonly { readonly id: string; readonly isWeighed: boolean }[];
};

const TENANT_ID = uuidFrom("simulation", "tenant");
const PIECES = 9;
const WEIGHED = 2;

const PRODUCTS: readonly ProductChange[] = [
  ...Array.from({ length: PIECES }, (_, index) =>
    product(index + 1, {
      taxGroup: index % 3 === 0 ? "Z" : "A",
      prices: [{ priceListId: LIST_ID, priceMinor: 1_999 + 3_337 * index }],
    }),
  ),
  ...Array.from({ length: WEIGHED }, (_, index) =>
    product(PIECES + index + 1, {
      unit: "kg",
      categoryId: FRESH_ID,
      prices: [{ priceListId: LIST_ID, priceMinor: 8_133 + 7_919 * index }],
    }),
  ),
];

export const SIM_SHOP: Shop = {
  tenantId: TENANT_ID,
  storeId: STORE_ID,
  timezone: "Africa/Nairobi",
  dayEndsAtMinutes: 180,
  cashiers: [
    { staffId: CASHIER_ID, pin: "1111" },
    { staffId: SUPERVISOR_ID, pin: "222222" },
  ],
  products: PRODUCTS.map(({ id, unit }) => ({ id, isWeighed: unit === "kg" })),
};

/** Every row that the shop's tills hold when it opens. */
export function openingRows(): readonly StreamWrite[] {
  return shopChanges(PRODUCTS)
    .filter(({ entity }) => entity !== "stock")
    .map(({ entity, id, body }) => ({ entity, id, body }));
}

export function productRow(productId: string, priceMinor: number): StreamWrite {
  const known = PRODUCTS.find(({ id }) => id === productId);
  if (!known) throw new Error("a repriced product is of this shop");
  const body = { ...known, prices: [{ priceListId: LIST_ID, priceMinor }] };
  return { entity: "product", id: productId, body };
}
