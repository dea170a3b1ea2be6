import { sql } from "drizzle-orm";
import { isDomainError } from "../../core/errors";
import { tenantIdOf, uuidFrom } from "../../core/ids";
import { importCatalog } from "../../server/catalog/import-catalog";
import type { Runtime, TenantContext } from "../../server/context";
import { writeCustomers } from "../../server/customers/write-customers";
import { createUser } from "../../server/people/create-user";
import { createStore } from "../../server/stores/create-store";
import { createTenant } from "../../server/tenants/create-tenant";
import { systemContext } from "../../server/tenants/system-context";
import { inTransaction } from "../../server/transaction";
import { buildCatalog, type ReplayTax } from "./build-catalog";
import type { SalesFile } from "./read-rows";
import type { ReplayPlace } from "./terminal-log";

export type ReplayTenant = {
  readonly tenantId: string;
  readonly code: string;
  readonly signIn: { readonly email: string; readonly password: string };
  /** Stores of the file by the file's name for them; "" is the only one of a file without. */
  readonly storeIds: ReadonlyMap<string, string>;
  readonly place: ReplayPlace;
};

const CURRENCY = "GBP";
const TIMEZONE = "Europe/London";

/**
 * Make, or find again, the tenant that a file is replayed into: stores, people, goods and
 * customers. Every id is a function of the file, so a second run, or one that was broken off,
 * finds what the first has made.
 */
export async function prepareTenant(
  runtime: Runtime,
  file: SalesFile,
  options: { tax: ReplayTax; tenantCode: string | undefined },
): Promise<ReplayTenant> {
  const suffix = options.tax === "none" ? "" : `-${options.tax}`;
  const code = options.tenantCode ?? `replay-${file.sha256.slice(0, 12)}${suffix}`;
  const tenantId = tenantIdOf(code);
  const context = systemContext(runtime, tenantId);
  const signIn = {
    email: `owner@${code}.test`,
    password: `replay-${uuidFrom(file.sha256, "password").slice(0, 18)}`,
  };
  const ownerId = uuidFrom(file.sha256, "owner");
  if (options.tenantCode === undefined) {
    await unlessTaken(
      createTenant(runtime, {
        code,
        name: `Replay ${file.sha256.slice(0, 6)}`,
        country: "GB",
        currency: CURRENCY,
        language: "en",
        pricesIncludeTax: options.tax !== "exclusive",
        owner: { id: ownerId, email: signIn.email, name: "Owner", password: signIn.password },
      }),
    );
  } else {
    await unlessTaken(
      createUser(context, {
        id: ownerId,
        email: signIn.email,
        name: "Replay",
        role: "owner",
        password: signIn.password,
      }),
    );
  }
  const storeIds = await prepareStores(context, file);
  const cashierIds = await preparePeople(context, file, code);
  const names = await prepareGoods(context, file, options.tax);
  const place: ReplayPlace = {
    fileSha256: file.sha256,
    currency: CURRENCY,
    exponent: 2,
    timezone: TIMEZONE,
    tax: options.tax,
    ...names,
    customerIds: await prepareCustomers(context, file),
    cashierIds,
    defaultCashierId: ownerId,
  };
  return { tenantId, code, signIn, storeIds, place };
}

async function unlessTaken(made: Promise<unknown>): Promise<void> {
  try {
    await made;
  } catch (error) {
    if (!(isDomainError(error) && error.code === "code_taken")) throw error;
  }
}

async function prepareStores(
  context: TenantContext,
  file: SalesFile,
): Promise<ReadonlyMap<string, string>> {
  const names = [...new Set(file.rows.map((row) => row.store))];
  const storeIds = new Map<string, string>();
  for (const name of names) {
    const id = uuidFrom(file.sha256, context.tenantId, "store", name);
    storeIds.set(name, id);
    await unlessTaken(
      createStore(context, {
        id,
        code: name === "" ? "MAIN" : name.slice(0, 40),
        name: name === "" ? "Main store" : name,
        timezone: TIMEZONE,
        language: "en",
      }),
    );
  }
  return storeIds;
}

async function preparePeople(
  context: TenantContext,
  file: SalesFile,
  code: string,
): Promise<ReadonlyMap<string, string>> {
  const names = new Set(file.rows.map((row) => row.cashier).filter((name) => name !== ""));
  const ids = new Map<string, string>();
  for (const name of names) {
    const id = uuidFrom(file.sha256, context.tenantId, "cashier", name);
    ids.set(name, id);
    const email = `cashier-${id.slice(0, 8)}@${code}.test`;
    await unlessTaken(createUser(context, { id, email, name, role: "cashier" }));
  }
  return ids;
}

async function prepareGoods(
  context: TenantContext,
  file: SalesFile,
  tax: ReplayTax,
): Promise<{
  productIds: ReadonlyMap<string, string>;
  names: ReadonlyMap<string, string>;
}> {
  const catalog = buildCatalog(file.rows, tax, file.oddities);
  const products = catalog.products ?? [];
  const names = new Map(products.map((product) => [product.sku, product.name]));
  const known = await readProductIds(context);
  if (products.every((product) => known.has(product.sku))) return { productIds: known, names };
  const imported = await importCatalog(context, catalog);
  return { productIds: imported.productIdBySku, names };
}

async function readProductIds(context: TenantContext): Promise<ReadonlyMap<string, string>> {
  const rows = await inTransaction(context, (tx) =>
    tx.execute<{ sku: string; id: string }>(sql`
      select sku, id from products where tenant_id = ${context.tenantId}::uuid`),
  );
  return new Map(rows.map((row) => [row.sku, row.id]));
}

async function prepareCustomers(
  context: TenantContext,
  file: SalesFile,
): Promise<ReadonlyMap<string, string>> {
  const countries = new Map<string, string>();
  for (const row of file.rows) if (row.customer !== "") countries.set(row.customer, row.country);
  const known = await inTransaction(context, (tx) =>
    tx.execute<{ code: string; id: string }>(sql`
      select code, id from customers where tenant_id = ${context.tenantId}::uuid`),
  );
  const ids = new Map(known.map((row) => [row.code, row.id]));
  const fresh = [...countries].filter(([code]) => !ids.has(code));
  if (fresh.length === 0) return ids;
  const written = await writeCustomers(context, {
    customers: fresh.map(([code, country]) => ({
      id: uuidFrom(file.sha256, context.tenantId, "customer", code),
      code,
      name: `Customer ${code}`,
      country,
    })),
  });
  return new Map([...ids, ...written.customerIds]);
}
