import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { SERVER_KEY_ID } from "../../core/receipt/receipt-payload";
import type { SaleDocument } from "../../core/sale/sale-document";
import type { SaleRecovered } from "../../core/sale/sale-recovered";
import type { Envelope } from "../../core/sync/envelope";
import { verifyLedger } from "../../scripts/ledger/verify-ledger";
import { goodsOf } from "../../tests/factories/goods-of";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal, type TestTerminal } from "../../tests/factories/new-terminal";
import { readRows } from "../../tests/factories/set-aside";
import { newReceiptKey, recoveryOf } from "../../tests/factories/signed-recovery";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { testDatabase } from "../../tests/setup/test-database";
import { retryAside } from "../sync-office/retry-aside";

afterAll(closeTestRuntime);

/** A shop, a till that lost a sale, and another one that scans its receipt. */
async function newLoss() {
  const tenant = await newTenant();
  const lost = await newTerminal(tenant);
  const finder = await newTerminal(tenant);
  return { tenant, lost, finder, event: lost.sealSale() };
}
type Loss = Awaited<ReturnType<typeof newLoss>>;

function recovered(
  { tenant, lost, event }: Loss,
  by: Partial<Parameters<typeof recoveryOf>[1]> & { of?: Envelope } = {},
): SaleRecovered {
  const { of = event, ...signer } = by;
  const { code: terminalCode } = lost.certificate;
  return recoveryOf(of, { terminalCode, key: lost.key, known: goodsOf(tenant), ...signer });
}

/** Twice what was sold and paid, which adds up. */
function doubled(recovery: SaleRecovered): SaleRecovered {
  const double = (value: unknown, name = ""): unknown => {
    if (Array.isArray(value)) return value.map((each) => double(each));
    if (value !== null && typeof value === "object") {
      const entries = Object.entries(value).map(([key, each]) => [key, double(each, key)] as const);
      return Object.fromEntries(entries);
    }
    const isDoubled = /Minor$|^quantityMilli$/.test(name) && name !== "unitPriceMinor";
    return isDoubled && typeof value === "number" ? value * 2 : value;
  };
  return { ...recovery, sale: double(recovery.sale) as SaleDocument };
}

function listSales(tenant: TestTenant) {
  return readRows(
    tenant,
    sql`select id, total_minor::int as total from sales
      where tenant_id = ${tenant.tenantId}::uuid order by sequence`,
  );
}

async function expectSame(tenant: TestTenant): Promise<void> {
  const { adminUrl } = await testDatabase();
  const report = await verifyLedger({ adminUrl, runtime: tenant.runtime }, tenant.tenantId);
  expect(report.first).toBeNull();
}

/** The recovery is set aside; a sale behind it is booked and nothing else. */
async function expectSetAside(
  tenant: TestTenant,
  finder: TestTerminal,
  recovery: SaleRecovered,
): Promise<void> {
  const next = finder.seal("SALE_RECOVERED", recovery);
  const sale = finder.sealSale();
  expect(await finder.push([next, sale])).toMatchObject({
    appliedThrough: 2,
    quarantined: [{ sequence: 1, code: "receipt_code_invalid" }],
  });
  const { saleId: id, totalMinor: total } = sale.payload as SaleDocument;
  expect(await listSales(tenant)).toEqual([{ id, total }]);
  const [journal] = await readRows(
    tenant,
    sql`select count(*)::int as lines from journal_lines
      where tenant_id = ${tenant.tenantId}::uuid and source_event_id = ${next.eventId}::uuid`,
  );
  expect(journal).toEqual({ lines: 0 });
  await expectSame(tenant);
}

describe("[RC13] a recovery is set aside and stops nothing", () => {
  it("with other amounts under the right hash", async () => {
    const loss = await newLoss();
    await expectSetAside(loss.tenant, loss.finder, doubled(recovered(loss)));
  });

  it("signed by the device that sends it", async () => {
    const loss = await newLoss();
    const { key } = loss.finder;
    await expectSetAside(loss.tenant, loss.finder, recovered(loss, { key }));
  });

  it("signed by another terminal in its own name", async () => {
    const loss = await newLoss();
    const { key, certificate } = loss.finder;
    const forged = recovered(loss, { key, keyId: certificate.code });
    await expectSetAside(loss.tenant, loss.finder, forged);
  });

  it("signed in the server's name by somebody else", async () => {
    const loss = await newLoss();
    const forged = recovered(loss, { key: newReceiptKey(), keyId: SERVER_KEY_ID });
    await expectSetAside(loss.tenant, loss.finder, forged);
  });

  it("of a terminal whose code is not the one on the receipt", async () => {
    const loss = await newLoss();
    const { terminalId } = (await newTerminal(loss.tenant)).certificate;
    await expectSetAside(loss.tenant, loss.finder, { ...recovered(loss), terminalId });
  });

  it("of another store", async () => {
    const loss = await newLoss();
    const finder = await newTerminal(loss.tenant, { storeIndex: 1 });
    await expectSetAside(loss.tenant, finder, recovered(loss));
  });

  it("of a terminal that has no key, or none that is one", async () => {
    for (const publicKey of [null, "KEY", `AQ${"A".repeat(102)}`, `AT${"7".repeat(102)}`]) {
      const loss = await newLoss();
      await stateKey(loss, publicKey);
      await expectSetAside(loss.tenant, loss.finder, recovered(loss));
    }
  });

  it("with a code that nobody signed", async () => {
    const loss = await newLoss();
    const code = "KAUNTA1:S:1:2:3:4:2026-04-30-A1-01";
    await expectSetAside(loss.tenant, loss.finder, { ...recovered(loss), code });
  });
});

async function stateKey({ tenant, lost }: Loss, publicKey: string | null): Promise<void> {
  await readRows(
    tenant,
    sql`update terminals set public_key = ${publicKey}
      where tenant_id = ${tenant.tenantId}::uuid and id = ${lost.certificate.terminalId}::uuid`,
  );
}

it("[RC13] the server's own signature proves a sale as well", async () => {
  const loss = await newLoss();
  const { tenant, finder } = loss;
  const recovery = recovered(loss, { key: finder.context.serverKey(), keyId: SERVER_KEY_ID });
  const answer = await finder.push([finder.seal("SALE_RECOVERED", recovery)]);
  expect(answer).toMatchObject({ appliedThrough: 1, quarantined: [] });
  expect(await listSales(tenant)).toMatchObject([{ id: recovery.sale.saleId }]);
});

it("[EV10] a forged recovery stands in the way neither of the genuine one nor of the lost event", async () => {
  const loss = await newLoss();
  const { tenant, lost, finder, event } = loss;
  const forged = recovered(loss, { key: newReceiptKey() });
  const genuine = recovered(loss);
  const pushed = [forged, genuine].map((payload) => finder.seal("SALE_RECOVERED", payload));
  expect(await finder.push(pushed)).toMatchObject({
    appliedThrough: 2,
    quarantined: [{ sequence: 1, code: "receipt_code_invalid" }],
  });
  await lost.push([event]);
  expect(await listSales(tenant)).toMatchObject([{ id: genuine.sale.saleId }]);
  await expectSame(tenant);
});

it("[RC13] a recovery that was set aside is asked again when it is retried", async () => {
  const loss = await newLoss();
  const { tenant, lost, finder } = loss;
  await stateKey(loss, null);
  const recovery = finder.seal("SALE_RECOVERED", recovered(loss));
  await finder.push([recovery]);
  const owner = testContext(tenant, "owner");
  const place = { terminalId: recovery.terminalId, sequence: recovery.sequence };
  expect(await retryAside(owner, place)).toEqual({
    state: "quarantined",
    code: "receipt_code_invalid",
  });
  await stateKey(loss, lost.key.publicKey);
  expect(await retryAside(owner, place)).toEqual({ state: "applied", code: null });
  expect(await listSales(tenant)).toHaveLength(1);
  // The key is lost again: what was proved then stays proved.
  await stateKey(loss, null);
  await expectSame(tenant);
});
