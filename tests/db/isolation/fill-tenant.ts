import { sql } from "drizzle-orm";
import type postgres from "postgres";
import { type Permission, permissionsOf, ROLES } from "../../../core/access/permissions";
import type { EnrolResponse } from "../../../core/sync/protocol-v1";
import { importCatalog } from "../../../server/catalog/import-catalog";
import { writePriceLists } from "../../../server/catalog/write-price-lists";
import { writePromotions } from "../../../server/catalog/write-promotions";
import { writeCustomers } from "../../../server/customers/write-customers";
import { holdCart } from "../../../server/held-carts/hold-cart";
import { createUser } from "../../../server/people/create-user";
import { recordSale } from "../../../server/sales/record-sale";
import { createEnrolmentCode } from "../../../server/terminals/create-enrolment-code";
import { enrolTerminal } from "../../../server/terminals/enrol-terminal";
import { accessTokenOf } from "../../factories/access-token-of";
import { TEST_PASSWORD_HASH } from "../../factories/credentials";
import { newDeposit } from "../../factories/new-deposit";
import { newCoupon } from "../../factories/new-promotion";
import { newSaleDocument } from "../../factories/new-sale-document";
import { newTenant, type TestTenant } from "../../factories/new-tenant";
import { newTerminal, type TestTerminal } from "../../factories/new-terminal";
import { newReceiptKey } from "../../factories/signed-recovery";
import { terminalContext, testContext } from "../../factories/test-context";
import { foreignSecrets, markTexts } from "./canaries";
import { type AccessIds, fillAccess } from "./fill-access";
import { fillProgram, fillTokens, type Program } from "./fill-tokens";
import { fillTrouble, type Trouble } from "./fill-trouble";

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
  /** A sale of which nothing has come back. */
  readonly freshSaleId: string;
  /** A cart that the device below has put aside. */
  readonly heldCartId: string;
  /** A cashier who works in this store alone. */
  readonly boundCashierId: string;
  /** A device that has sent nothing yet, and an id for its next push. */
  readonly device: EnrolResponse & { readonly pushId: string };
  /** A code from the office, and the key of the device that shows it. */
  readonly enrolment: { readonly code: string; readonly publicKey: string };
  readonly trouble: Trouble;
  /** A refresh token that nobody has used yet. */
  readonly nextRefreshToken: () => string;
  /** A client of this store, and a key of the owner's. */
  readonly program: Program;
};

export type FilledTenant = {
  readonly tenant: TestTenant;
  /** In every text of this tenant that people write, and in nobody else's. */
  readonly marker: string;
  readonly here: Place;
  /** The other store of the same tenant. */
  readonly there: Place;
  readonly access: AccessIds;
};

/** A tenant with a row in every table, all of it marked as its own. */
async function fillTenant(): Promise<FilledTenant> {
  const tenant = await newTenant();
  const { code } = tenant;
  const marker = `CANARY-${code}`;
  const goods = await addGoods(tenant, marker);
  const here = await fillStore(tenant, { goods, marker, storeIndex: 0 });
  const there = await fillStore(tenant, { goods, marker, storeIndex: 1 });
  await accessTokenOf(tenant, "owner");
  const access = await fillAccess(tenant, marker);
  return { tenant, marker, here, there, access };
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
        storeCodes: tenant.stores.map((store) => store.code),
      },
    ],
  });
  const customerId = await addRules(tenant, { marker, sku });
  const { tenantId } = tenant;
  const rows = await tenant.runtime.database.withTenant(tenantId, (tx) =>
    tx.execute<{ id: string }>(sql`
      select id from categories where tenant_id = ${tenantId}::uuid and code = ${marker}`),
  );
  const productId = catalog.productIdBySku.get(sku) ?? "";
  return { sku, barcode, productId, categoryId: rows[0]?.id ?? "", customerId };
}

/** A customer in a group, with a price list and a coupon of their own. */
async function addRules(
  tenant: TestTenant,
  { marker, sku }: { marker: string; sku: string },
): Promise<string> {
  const owner = testContext(tenant, "owner");
  const { groupIds, customerIds } = await writeCustomers(owner, {
    groups: [{ code: marker, name: marker }],
    customers: [{ code: marker, name: marker, phone: marker, groupCodes: [marker] }],
  });
  const groups = [...groupIds.values()];
  await writePriceLists(owner, {
    lists: [
      {
        code: marker,
        name: marker,
        currency: tenant.currency,
        pricesIncludeTax: true,
        customerGroupIds: groups,
      },
    ],
    prices: [{ listCode: marker, sku, minQuantityMilli: 10_000, priceMinor: 9_000 }],
  });
  await writePromotions(owner, {
    promotions: [newCoupon(marker, { customerGroupIds: groups })],
  });
  return customerIds.get(marker) ?? "";
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
  const device = await enrolTerminal(testContext(tenant, "owner"), { storeId: store.id });
  const heldCartId = newId();
  const actor = { terminalId: device.certificate.terminalId, storeId: store.id };
  await holdCart(terminalContext(tenant, actor), heldCartId, heldCartOf(given));
  const idempotencyKey = `${tenant.code}-${storeIndex}`;
  const { sale } = await recordSale(
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
    freshSaleId: sale.id,
    heldCartId,
    boundCashierId: bound.id,
    device: { ...device, pushId: newId() },
    enrolment: await newEnrolment(tenant, store.id),
    trouble: await fillTrouble(tenant, given),
    nextRefreshToken: await fillTokens(tenant),
    program: await fillProgram(tenant, store.id, marker),
  };
}

async function newEnrolment(tenant: TestTenant, storeId: string): Promise<Place["enrolment"]> {
  const { code } = await createEnrolmentCode(testContext(tenant, "owner"), { storeId });
  return { code, publicKey: newReceiptKey().publicKey };
}

/** A cart as a till puts it aside; the same again is the same request. */
export function heldCartOf({
  goods,
  marker,
}: {
  goods: Pick<Goods, "customerId">;
  marker: string;
}) {
  return {
    kind: "parked" as const,
    number: marker,
    name: marker,
    cashierName: marker,
    customerId: goods.customerId,
    currency: "KES",
    itemCount: 1,
    totalMinor: 11_600,
    expiresOn: null,
    heldAt: "2026-04-30T09:00:00.000Z",
    version: null,
    cart: { lines: [] },
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
    coupons: [marker],
    approvals: [
      {
        permission: "sale.discount",
        approverId: tenant.users.supervisor.id,
        reason: marker,
        at: "2026-04-30T10:00:00.000Z",
      },
    ],
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
    terminal.seal(
      "DEPOSIT",
      newDeposit(tenant, { customerId: goods.customerId, heldNumber: marker, reason: marker }),
      { shiftId },
    ),
    { sequence: 99, nonsense: marker },
  ]);
  if (answer.appliedThrough !== 5 || answer.quarantined.length > 0) {
    throw new Error(`the till's events were not booked: ${JSON.stringify(answer)}`);
  }
  await terminal.push([], { leaseToken: "copied" }).catch(() => undefined);
  return { saleId: document.saleId, refundId: refund.saleId, shiftId, receiptNumber };
}

/** Two tenants with a row in every table, each marked as its own. */
export async function fillTwo(
  admin: postgres.Sql,
): Promise<{ ours: FilledTenant; theirs: FilledTenant; secrets: ReadonlySet<string> }> {
  const ours = await fillTenant();
  const theirs = await fillTenant();
  for (const filled of [ours, theirs]) await markTexts(admin, filled);
  const ids = { ours: ours.tenant.tenantId, theirs: theirs.tenant.tenantId };
  return { ours, theirs, secrets: await foreignSecrets(admin, ids) };
}

/** Ids of a store: what a person who is bound to another one must not hear. */
export function storeSecrets(place: Place): ReadonlySet<string> {
  const { storeId, saleId, refundId, shiftId, freeRegisterId, terminal, device } = place;
  const terminals = [terminal, device].map(({ certificate }) => certificate.terminalId);
  const { terminalId, deviationId } = place.trouble;
  return new Set([
    ...[storeId, saleId, refundId, shiftId, freeRegisterId, terminalId, deviationId],
    ...terminals,
  ]);
}

/** A token of a person of one store who may do this: the cashier, or the supervisor beside them. */
export async function boundTokenOf(place: Place, permission: Permission): Promise<string> {
  const { tenant } = place;
  const { runtime, tenantId } = tenant;
  const role = ROLES.findLast((each) => permissionsOf(each).includes(permission)) ?? "owner";
  const { id } = await createUser(testContext(tenant, "system"), {
    email: `bound-${runtime.newId()}@${tenant.code}.test`,
    name: "bound",
    role,
    storeIds: [place.storeId],
    passwordHash: TEST_PASSWORD_HASH,
  });
  return accessTokenOf({ ...tenant, tenantId, users: { ...tenant.users, [role]: { id } } }, role);
}
