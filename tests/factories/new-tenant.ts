import { ROLES, type Role } from "../../core/access/permissions";
import type { Database } from "../../db/client";
import { importCatalog } from "../../server/catalog/import-catalog";
import type { Runtime } from "../../server/context";
import { createUser } from "../../server/people/create-user";
import { createRegister } from "../../server/stores/create-register";
import { createStore } from "../../server/stores/create-store";
import { createTenant } from "../../server/tenants/create-tenant";
import { systemContext } from "../../server/tenants/system-context";
import { TEST_PASSWORD, TEST_PASSWORD_HASH, TEST_PIN, TEST_PIN_VERIFIER } from "./credentials";
import { type TestRuntime, testRuntime } from "./test-runtime";

export type TestTenant = Awaited<ReturnType<typeof newTenant>>;
export type TestProduct = (typeof PRODUCTS)[number] & { readonly id: string };

export type NewTenantOptions = {
  /** By default a fresh code, so that no two tests share a tenant. */
  code?: string;
  currency?: string;
  pricesIncludeTax?: boolean;
  timezone?: string;
  dayEndsAtMinutes?: number;
  cashIncrementMinor?: number;
};

export const TAX_GROUPS = [
  { code: "A", name: "Exempt", rates: [] },
  { code: "B", name: "Standard", rates: [{ code: "VAT", name: "VAT 16%", ratePpm: 160_000 }] },
  { code: "C", name: "Zero rated", rates: [{ code: "VAT0", name: "VAT 0%", ratePpm: 0 }] },
];

const CATEGORIES = [
  { code: "dairy", name: "Dairy", names: { sw: "Maziwa" }, hue: 240, icon: "milk", position: 1 },
  {
    code: "grocery",
    name: "Grocery",
    names: { sw: "Vyakula" },
    hue: 85,
    icon: "wheat",
    position: 2,
  },
];

/** Prices in minor units; the weighed one is a price a kilogram. */
const PRODUCTS = [
  product("MILK-500", "Fresh milk 500 ml", { barcode: "6161100000018", priceMinor: 6_500 }),
  product("BREAD-400", "White bread 400 g", {
    barcode: "6161100000025",
    priceMinor: 6_700,
    tax: "A",
  }),
  product("SUGAR-1", "Sugar 1 kg", { barcode: "6161100000032", priceMinor: 18_000 }),
  product("TEA-250", "Tea leaves 250 g", { barcode: "6161100000049", priceMinor: 22_050 }),
  product("FLOUR-2", "Maize flour 2 kg", {
    barcode: "6161100000056",
    priceMinor: 15_900,
    tax: "C",
  }),
  {
    ...product("TOMATO", "Tomatoes", { barcode: null, priceMinor: 12_000, tax: "A" }),
    unit: "kg" as const,
  },
];

/**
 * A business of its own for one test file: two stores (Nairobi with two tills, Mombasa with one),
 * six products in the tax groups A exempt, B 16 % and C 0 %, and a person of each role. Made
 * through the verbs that the product uses.
 */
export async function newTenant(given?: Database | TestRuntime, options: NewTenantOptions = {}) {
  const runtime = await runtimeOf(given);
  const code = options.code ?? `t-${runtime.newId().slice(-12)}`;
  const currency = options.currency ?? "KES";
  const { tenantId, ownerId, priceListId } = await createTenant(runtime, {
    code,
    name: `Shop ${code}`,
    country: "KE",
    currency,
    language: "en",
    taxNumber: "P051234567X",
    pricesIncludeTax: options.pricesIncludeTax ?? true,
    owner: person(code, "owner"),
  });
  const system = systemContext(runtime, tenantId);
  const stores = await createStores(system, options);
  const users: Record<Role, TestUser> = {
    owner: { id: ownerId, email: `owner@${code}.test`, role: "owner" },
    admin: await addUser(system, code, "admin"),
    supervisor: await addUser(system, code, "supervisor"),
    cashier: await addUser(system, code, "cashier"),
    accountant: await addUser(system, code, "accountant"),
    auditor: await addUser(system, code, "auditor"),
  };
  const catalog = await importCatalog(system, {
    taxGroups: TAX_GROUPS,
    categories: CATEGORIES,
    products: PRODUCTS.map(({ barcode, ...rest }) => ({
      ...rest,
      barcodes: barcode === null ? [] : [{ code: barcode }],
    })),
  });
  const products: TestProduct[] = PRODUCTS.map((one) => ({
    ...one,
    id: catalog.productIdBySku.get(one.sku) ?? "",
  }));
  return {
    runtime,
    tenantId,
    code,
    currency,
    pricesIncludeTax: options.pricesIncludeTax ?? true,
    priceListId,
    stores,
    users,
    products,
    password: TEST_PASSWORD,
    pin: TEST_PIN,
  };
}

export type TestUser = { id: string; email: string; role: Role };

async function runtimeOf(given: Database | TestRuntime | undefined): Promise<Runtime> {
  if (given === undefined) return testRuntime();
  if ("newId" in given) return given;
  return { ...(await testRuntime()), database: given };
}

async function createStores(
  system: ReturnType<typeof systemContext>,
  options: NewTenantOptions,
): Promise<[TestStore, TestStore]> {
  const shared = {
    timezone: options.timezone ?? "Africa/Nairobi",
    dayEndsAtMinutes: options.dayEndsAtMinutes ?? 0,
    language: "en",
    cashIncrementMinor: options.cashIncrementMinor ?? 1,
    receiptFooter: ["Thank you"],
  };
  const addresses = [
    ["Moi Avenue 12", "Nairobi"],
    ["Digo Road 4", "Mombasa"],
  ] as const;
  const nairobi = await createStore(system, {
    ...shared,
    code: "NBO",
    name: "Nairobi",
    addressLines: [...addresses[0]],
  });
  const mombasa = await createStore(system, {
    ...shared,
    code: "MSA",
    name: "Mombasa",
    addressLines: [...addresses[1]],
  });
  return [
    {
      id: nairobi.id,
      code: "NBO",
      registers: [
        await createRegister(system, { storeId: nairobi.id }),
        await createRegister(system, { storeId: nairobi.id }),
      ],
    },
    {
      id: mombasa.id,
      code: "MSA",
      registers: [await createRegister(system, { storeId: mombasa.id })],
    },
  ];
}

export type TestStore = {
  id: string;
  code: string;
  registers: { id: string; code: string; name: string }[];
};

async function addUser(
  system: ReturnType<typeof systemContext>,
  code: string,
  role: Role,
): Promise<TestUser> {
  const { id } = await createUser(system, { ...person(code, role), role });
  return { id, email: `${role}@${code}.test`, role };
}

function person(code: string, role: Role) {
  return {
    email: `${role}@${code}.test`,
    name: `${role} of ${code}`,
    displayName: role,
    passwordHash: TEST_PASSWORD_HASH,
    ...(ROLES.indexOf(role) <= ROLES.indexOf("cashier") ? { pinVerifier: TEST_PIN_VERIFIER } : {}),
  };
}

function product(
  sku: string,
  name: string,
  values: { barcode: string | null; priceMinor: number; tax?: string },
) {
  return {
    sku,
    name,
    unit: "each" as "each" | "kg",
    categoryCode: sku === "MILK-500" ? "dairy" : "grocery",
    taxGroupCode: values.tax ?? "B",
    barcode: values.barcode,
    priceMinor: values.priceMinor,
  };
}
