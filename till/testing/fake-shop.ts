import { permissionsOf } from "../../core/access/permissions";
import type { Promotion } from "../../core/promotion/promotion";
import type { Change, ProductChange, StoreChange } from "../../core/sync/protocol-v1";

export const STORE_ID = "33333333-3333-4333-8333-333333333333";
export const TERMINAL_ID = "44444444-4444-4444-8444-444444444444";
export const LIST_ID = "55555555-5555-4555-8555-555555555555";
export const CASHIER_ID = "66666666-6666-4666-8666-666666666661";
export const SUPERVISOR_ID = "66666666-6666-4666-8666-666666666662";
const GROCERIES_ID = "77777777-7777-4777-8777-777777777771";
export const FRESH_ID = "77777777-7777-4777-8777-777777777772";

export const SHOP: StoreChange = {
  id: STORE_ID,
  code: "KIL",
  name: "Kilimani",
  addressLines: ["Argwings Kodhek Road", "Nairobi"],
  taxNumber: "P051234567X",
  timezone: "Africa/Nairobi",
  dayEndsAtMinutes: 180,
  currency: "KES",
  language: "en",
  priceListId: LIST_ID,
  pricesIncludeTax: true,
  cashIncrementMinor: 1,
  receiptFooter: ["Asante sana"],
  tenantName: "Duka Moja",
  tenantCode: "duka",
  isDemo: true,
};

/** The id of the nth product of a test. */
export function productId(number: number): string {
  return `88888888-8888-4888-8888-${String(number).padStart(12, "0")}`;
}

export function product(number: number, change: Partial<ProductChange> = {}): ProductChange {
  return {
    id: productId(number),
    sku: `SKU-${number}`,
    name: `Product ${number}`,
    categoryId: GROCERIES_ID,
    unit: "each",
    taxGroup: "A",
    barcodes: [],
    prices: [{ priceListId: LIST_ID, priceMinor: 100 * number }],
    family: null,
    options: [],
    popularity: 0,
    lowStockMilli: 5_000,
    isStocked: true,
    ...change,
  };
}

/** Jogoo maize flour: 165.00, one by one or as a bale of twelve. */
export const FLOUR = product(1, {
  sku: "FLR-2",
  name: "Jogoo maize flour 2 kg",
  barcodes: [
    { code: "6161101870016", packQuantityMilli: 1_000 },
    { code: "16161101870013", packQuantityMilli: 12_000 },
  ],
  prices: [{ priceListId: LIST_ID, priceMinor: 16_500 }],
  popularity: 90,
});

export const SUKUMA = product(2, {
  sku: "SUK",
  name: "Sukuma wiki",
  categoryId: FRESH_ID,
  unit: "kg",
  taxGroup: "Z",
  prices: [{ priceListId: LIST_ID, priceMinor: 8_000 }],
  popularity: 50,
});

export const UNPRICED = product(3, {
  sku: "MISC",
  name: "Tailoring",
  prices: [],
  isStocked: false,
});

export const MILK = product(4, {
  sku: "MLK-500",
  name: "Brookside fresh milk 500 ml",
  barcodes: [{ code: "6161100600010", packQuantityMilli: 1_000 }],
  prices: [{ priceListId: LIST_ID, priceMinor: 6_000 }],
  popularity: 100,
});

let revision = 0;

export function change(entity: Change["entity"], id: string, body: unknown): Change {
  revision += 1;
  return { entity, id, revision, body };
}

/** PIN of a test person: the verifier's hash is the PIN itself, see `testPin`. */
function person(id: string, role: string, pin: string | null): Change {
  return change("staff", id, {
    id,
    name: `${role} of the shop`,
    displayName: role === "cashier" ? "Wanjiku M." : "Otieno K.",
    role,
    permissions: permissionsOf(role),
    pin: pin && { algorithm: "pbkdf2-sha256", iterations: 1, salt: "", hash: pin },
  });
}

export async function testPin(pin: string, verifier: { hash: string }): Promise<boolean> {
  return pin === verifier.hash;
}

export const CUSTOMER_ID = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaa1";
export const EXEMPT_ID = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaa2";
export const MEMBERS_ID = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbb1";

/** Somebody of the members' group, and somebody who pays no tax. */
export function customerChanges(): Change[] {
  const rows = [
    { id: CUSTOMER_ID, code: "C-1001", name: "Achieng Odhiambo", phone: "+254 722 000 111" },
    { id: EXEMPT_ID, code: "C-1002", name: "Ubalozi wa Ufaransa", phone: null },
  ];
  return rows.map((row) => {
    const isTaxExempt = row.id === EXEMPT_ID;
    const groupIds = isTaxExempt ? [] : [MEMBERS_ID];
    return change("customer", row.id, { ...row, groupIds, isTaxExempt });
  });
}

/** A promotion for everybody, always, on everything, unless it is said otherwise. */
export function promotion(number: number, body: Partial<Promotion>): Change {
  const id = `cccccccc-cccc-4ccc-8ccc-${String(number).padStart(12, "0")}`;
  const row: Promotion = {
    id,
    code: `P-${number}`,
    name: `Promotion ${number}`,
    priority: 0,
    isExclusive: false,
    currency: "KES",
    validFrom: null,
    validUntil: null,
    weekdays: [],
    fromMinutes: null,
    untilMinutes: null,
    storeIds: [],
    customerGroupIds: [],
    coupon: null,
    target: { productIds: [], categoryIds: [], tags: [], excludedProductIds: [] },
    minimumSpendMinor: null,
    usesPerCartMax: null,
    effect: { kind: "percent_off", percentPpm: 100_000 },
    ...body,
  };
  return change("promotion", id, row);
}

function taxGroup(code: string, name: string, ratePpm: number): Change {
  const id = `99999999-9999-4999-8999-00000000000${code === "A" ? 1 : 2}`;
  const rate = { code: "VAT", name: "VAT", ratePpm, kind: "percent", isCompound: false };
  return change("tax_group", id, { id, code, name, rates: [rate] });
}

function category(id: string, code: string, position: number): Change {
  const look = { names: {}, hue: 90, icon: "wheat" };
  return change("category", id, { id, code, name: code, position, ...look });
}

/** A small shop as the server tells it, in the server's order. */
export function shopChanges(products: readonly ProductChange[] = [FLOUR, SUKUMA, UNPRICED, MILK]) {
  return [
    change("store", STORE_ID, SHOP),
    person(CASHIER_ID, "cashier", "1111"),
    person(SUPERVISOR_ID, "supervisor", "222222"),
    taxGroup("A", "Standard", 160_000),
    taxGroup("Z", "Zero", 0),
    category(GROCERIES_ID, "Groceries", 1),
    category(FRESH_ID, "Fresh", 2),
    ...products.map((item) => change("product", item.id, item)),
    change("stock", FLOUR.id, { id: FLOUR.id, quantityMilli: 48_000 }),
  ];
}
