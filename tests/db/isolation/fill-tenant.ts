import { sql } from "drizzle-orm";
import { customers } from "../../../db/schema/shop";
import { importCatalog } from "../../../server/catalog/import-catalog";
import { createUser } from "../../../server/people/create-user";
import { recordSale } from "../../../server/sales/record-sale";
import { accessTokenOf } from "../../factories/access-token-of";
import { TEST_PASSWORD_HASH } from "../../factories/credentials";
import { newSaleDocument } from "../../factories/new-sale-document";
import { newTenant, type TestTenant } from "../../factories/new-tenant";
import { newTerminal, type TestTerminal } from "../../factories/new-terminal";
import { testContext } from "../../factories/test-context";

/** The things of one store of one tenant that an id in a request can mean. */
export type Place = {
  readonly tenant: TestTenant;
  readonly code: string;
  readonly storeId: string;
  /** A register without a terminal. */
  readonly freeRegisterId: string;
  readonly terminal: TestTerminal;
  readonly saleId: string;
  readonly refundId: string;
  readonly shiftId: string;
  readonly receiptNumber: string;
  readonly productId: string;
  readonly sku: string;
  readonly barcode: string;
  readonly categoryId: string;
  readonly customerId: string;
  readonly idempotencyKey: string;
  /** A cashier who works in this store alone, and a token of theirs. */
  readonly boundCashierId: string;
};

export type FilledTenant = {
  readonly tenant: TestTenant;
  /** In every text of this tenant that people write, and in nobody else's. */
  readonly marker: string;
  readonly here: Place;
  /** The other store of the same tenant. */
  readonly there: Place;
};

/** A tenant with a row in every table, all of it marked as its own. */
export async function fillTenant(): Promise<FilledTenant> {
  const tenant = await newTenant();
  const { code } = tenant;
  const marker = `CANARY-${code}`;
  const goods = await addGoods(tenant, marker);
  const here = await fillStore(tenant, { goods, marker, storeIndex: 0 });
  const there = await fillStore(tenant, { goods, marker, storeIndex: 1 });
  await accessTokenOf(tenant, "owner");
  return { tenant, marker, here, there };
}

type Goods = Pick<Place, "productId" | "sku" | "barcode" | "categoryId" | "customerId">;

async function addGoods(tenant: TestTenant, marker: string): Promise<Goods> {
  const sku = `ONLY-${tenant.code}`;
  const barcode = `BAR-${tenant.code}`;
  const catalog = await importCatalog(testContext(tenant, "owner"), {
    categories: [{ code: marker, name: marker, names: { sw: marker } }],
    products: [
      {
        sku,
        name: marker,
        family: marker,
        categoryCode: marker,
        taxGroupCode: "B",
        priceMinor: 11_600,
        barcodes: [{ code: barcode }],
      },
    ],
  });
  const customerId = tenant.runtime.newId();
  const { tenantId } = tenant;
  const rows = await tenant.runtime.database.withTenant(tenantId, async (tx) => {
    await tx.insert(customers).values({ tenantId, id: customerId, code: marker, name: marker });
    return tx.execute<{ id: string }>(sql`
      select id from categories where tenant_id = ${tenantId}::uuid and code = ${marker}`);
  });
  const productId = catalog.productIdBySku.get(sku) ?? "";
  return { sku, barcode, productId, categoryId: rows[0]?.id ?? "", customerId };
}

async function fillStore(
  tenant: TestTenant,
  given: { goods: Goods; marker: string; storeIndex: 0 | 1 },
): Promise<Place> {
  const { goods, marker, storeIndex } = given;
  const { newId } = tenant.runtime;
  const store = tenant.stores[storeIndex];
  const terminal = await newTerminal(tenant, { storeIndex });
  const sold = await sellAtTill(tenant, terminal, given);
  const bound = await createUser(testContext(tenant, "system"), {
    email: `bound-${storeIndex}@${tenant.code}.test`,
    name: marker,
    role: "cashier",
    storeIds: [store.id],
    passwordHash: TEST_PASSWORD_HASH,
  });
  const idempotencyKey = `${tenant.code}-${storeIndex}`;
  await recordSale(
    testContext(tenant, "cashier"),
    {
      storeId: store.id,
      customerId: goods.customerId,
      lines: [{ productId: goods.productId, quantity: "1", note: marker }],
      payments: [{ method: "card", amountMinor: 11_600, reference: marker }],
    },
    idempotencyKey,
  );
  return {
    ...goods,
    ...sold,
    tenant,
    code: tenant.code,
    storeId: store.id,
    freeRegisterId: store.registers.at(-1)?.id ?? newId(),
    terminal,
    idempotencyKey,
    boundCashierId: bound.id,
  };
}

/** A shift with a sale and its return, something set aside, a stray event and a copied device. */
async function sellAtTill(
  tenant: TestTenant,
  terminal: TestTerminal,
  given: { goods: Goods; marker: string },
): Promise<Pick<Place, "saleId" | "refundId" | "shiftId" | "receiptNumber">> {
  const { goods, marker } = given;
  const { newId } = tenant.runtime;
  const shiftId = newId();
  const { currency } = tenant;
  const receiptNumber = `2026-04-30-${terminal.certificate.code}-01`;
  const document = newSaleDocument(tenant, { receiptNumber });
  const named = {
    customerId: goods.customerId,
    note: marker,
    reason: marker,
    payments: document.payments.map((payment) => ({ ...payment, reference: marker })),
  };
  const refund = newSaleDocument(tenant, { receiptNumber: `${receiptNumber}-R`, quantity: -2 });
  const adjusted = [{ ...goods, quantityMilli: 5_000, note: marker }].map(
    ({ productId, sku, quantityMilli, note }) => ({ productId, sku, quantityMilli, note }),
  );
  const answer = await terminal.push([
    terminal.seal("SHIFT_OPENED", { shiftId, shiftNumber: 1, currency, floatMinor: 0 }),
    terminal.seal("SALE", { ...document, ...named }, { shiftId }),
    terminal.seal(
      "REFUND",
      {
        ...refund,
        ...named,
        payments: refund.payments,
        kind: "refund",
        originalSaleId: document.saleId,
      },
      { shiftId },
    ),
    terminal.seal("STOCK_ADJUSTED", {
      adjustmentId: newId(),
      reason: "found",
      note: marker,
      lines: adjusted,
    }),
    { sequence: 99, nonsense: marker },
  ]);
  if (answer.appliedThrough !== 4 || answer.quarantined.length > 0) {
    throw new Error(`the till's events were not booked: ${JSON.stringify(answer)}`);
  }
  await terminal.push([], { leaseToken: "copied" }).catch(() => undefined);
  return { saleId: document.saleId, refundId: refund.saleId, shiftId, receiptNumber };
}
