import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { limitsOf } from "../../core/access/limits";
import { accessTokenOf } from "../../tests/factories/access-token-of";
import { alteredActor } from "../../tests/factories/altered-actor";
import { callRest } from "../../tests/factories/call-rest";
import { newSaleDocument } from "../../tests/factories/new-sale-document";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal } from "../../tests/factories/new-terminal";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import type { TenantContext } from "../context";
import { createStore } from "../stores/create-store";
import { type ChangeSaleStatusInput, changeSaleStatus } from "./change-sale-status";
import { getSale, getSaleEvent } from "./get-sale";
import { listSaleSummaries } from "./list-sale-summaries";
import { type RecordSaleInput, recordSale } from "./record-sale";
import type { SaleView } from "./sale-view";

let tenant: TestTenant;
let owner: TenantContext;

beforeAll(async () => {
  tenant = await newTenant();
  owner = testContext(tenant, "owner");
});
afterAll(closeTestRuntime);

async function sell(change: Partial<RecordSaleInput> = {}): Promise<SaleView> {
  const input: RecordSaleInput = {
    storeId: tenant.stores[0].id,
    // Three for 195.00 less 1.00, which no third of it is whole.
    lines: [{ sku: "MILK-500", quantity: "3", discountMinor: 100 }],
    payments: [{ method: "cash", amountMinor: 19_400 }],
    ...change,
  };
  return (await recordSale(owner, input, tenant.runtime.newId())).sale;
}

function change(
  sale: Pick<SaleView, "id">,
  status: ChangeSaleStatusInput["status"],
  given: Partial<ChangeSaleStatusInput> & { key?: string; context?: TenantContext } = {},
) {
  const { key = tenant.runtime.newId(), context = owner, ...rest } = given;
  return changeSaleStatus(context, { saleId: sale.id, status, reason: "Damaged", ...rest }, key);
}

const lineOf = (sale: SaleView, quantity: string) => [
  { lineId: sale.lines[0]?.id ?? "", quantity },
];

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "no error",
    (error: { code: string }) => error.code,
  );

describe("a caller who gives out at most so much", () => {
  it("[AC8] voids and takes back up to that, and is told who else could beyond it", async () => {
    const limits = { ...limitsOf("owner"), payOutMinor: 12_000 };
    const context = alteredActor(owner, { limits });
    const sold = await sell();
    const beyond = { code: "approval_required", details: { permission: "sale.refund" } };
    await expect(change(sold, "refunded", { context })).rejects.toMatchObject(beyond);
    expect(await codeOf(change(sold, "voided", { context }))).toBe("approval_required");
    expect((await getSale(owner, sold.id)).returns).toEqual([]);
    const lines = lineOf(sold, "1");
    expect(await codeOf(change(sold, "refunded", { context, lines }))).toBe("no error");
  });
});

describe("a sale that is voided", () => {
  it("goes back as a whole by an event of its own, and counts for nothing", async () => {
    const sold = await sell({
      payments: [{ method: "card", amountMinor: 19_400, reference: "r" }],
    });
    const { sale, refunds } = await change(sold, "voided");
    expect(sale).toMatchObject({ status: "voided", lines: [{ returnableMilli: 0 }] });
    expect(refunds).toEqual([
      expect.objectContaining({
        kind: "void",
        reason: "Damaged",
        totalMinor: -19_400,
        originalSaleId: sold.id,
        methods: ["card"],
      }),
    ]);
    expect(await getSaleEvent(owner, refunds[0]?.id ?? "")).toMatchObject({
      type: "VOID",
      state: "applied",
    });
    const [row] = await tenant.runtime.database.withTenant(tenant.tenantId, (tx) =>
      tx.execute<{ kind: string; reason: string }>(sql`
        select kind, reason from operator_actions where tenant_id = ${tenant.tenantId}::uuid
          and sale_id = ${refunds[0]?.id}::uuid`),
    );
    expect(row).toMatchObject({ kind: "sale_voided", reason: "Damaged" });
    expect(await codeOf(change(sold, "voided"))).toBe("sale_voided");
    expect(await codeOf(change(sold, "refunded"))).toBe("sale_voided");
    expect(await codeOf(change(sold, "completed"))).toBe("sale_voided");
  });

  it("must be whole, with a reason, and a sale", async () => {
    const sold = await sell();
    expect(await codeOf(change(sold, "voided", { reason: " " }))).toBe("reason_required");
    expect(await codeOf(change(sold, "voided", { lines: lineOf(sold, "1") }))).toBe(
      "validation_failed",
    );
    const { refunds } = await change(sold, "refunded", { lines: lineOf(sold, "1") });
    expect(await codeOf(change(sold, "voided"))).toBe("sale_not_voidable");
    expect(await codeOf(change({ id: refunds[0]?.id ?? "" }, "voided"))).toBe("sale_not_voidable");
  });
});

describe("goods that come back", () => {
  it("[RF2] close to what was sold in any parts, repaid by what had paid", async () => {
    const payments: RecordSaleInput["payments"] = [
      { method: "mpesa", amountMinor: 10_000 },
      { method: "cash", amountMinor: 9_400, tenderedMinor: 10_000 },
    ];
    const sold = await sell({ payments });
    const first = await change(sold, "refunded", { lines: lineOf(sold, "1") });
    expect(first.sale).toMatchObject({
      status: "partially_refunded",
      lines: [{ returnedMilli: 1_000, returnableMilli: 2_000 }],
    });
    const second = await change(sold, "refunded", { lines: lineOf(sold, "1") });
    const last = await change(sold, "refunded");
    expect(last.sale).toMatchObject({ status: "refunded", lines: [{ returnableMilli: 0 }] });
    expect(last.refunds.map((refund) => refund.totalMinor)).toEqual([-6_467, -6_466, -6_467]);
    const sum = (pick: (sale: SaleView) => number) =>
      last.refunds.reduce((total, refund) => total + pick(refund), 0);
    expect(sum((refund) => refund.totalMinor)).toBe(-sold.totalMinor);
    expect(sum((refund) => refund.taxMinor)).toBe(-sold.taxMinor);
    expect(sum((refund) => refund.discountMinor)).toBe(-sold.discountMinor);
    expect(second.refunds).toHaveLength(2);
    const repaid = last.refunds.flatMap((refund) =>
      refund.payments.map(({ method, amountMinor }) => [method, amountMinor]),
    );
    expect(repaid).toEqual([
      ["mpesa", -6_467],
      ["mpesa", -3_533],
      ["cash", -2_933],
      ["cash", -6_467],
    ]);
    expect(await codeOf(change(sold, "refunded"))).toBe("return_exceeds_sold");
    expect(await codeOf(change(sold, "completed"))).toBe("validation_failed");
    const listed = await listSaleSummaries(owner, { receipt: sold.receiptNumber });
    expect(listed.items).toEqual([expect.objectContaining({ status: "refunded", kind: "sale" })]);
  });

  it("[RF3] go to exactly one of those who ask at once for the same", async () => {
    for (let round = 0; round < 5; round += 1) {
      const sold = await sell();
      const callers = ["owner", "admin", "supervisor"] as const;
      const outcomes = await Promise.all(
        callers.map((role) =>
          codeOf(
            change(sold, "refunded", {
              lines: lineOf(sold, "2"),
              context: testContext(tenant, role),
            }),
          ),
        ),
      );
      expect(outcomes.sort()).toEqual(["no error", "return_exceeds_sold", "return_exceeds_sold"]);
    }
  });

  it("are the same once for one key, and refused for another body", async () => {
    const sold = await sell();
    const key = tenant.runtime.newId();
    const ask = (quantity: string) =>
      change(sold, "refunded", { key, lines: lineOf(sold, quantity) });
    const first = await ask("1");
    expect(await ask("1")).toEqual(first);
    expect(await codeOf(ask("2"))).toBe("idempotency_conflict");
    expect((await getSale(owner, sold.id)).returns).toHaveLength(1);
  });

  it.each([
    ["too much", "4", "return_exceeds_sold"],
    ["nothing", "0", "quantity_not_positive"],
    ["less than nothing", "-1", "quantity_not_positive"],
    ["half of a piece", "0.5", "quantity_not_whole"],
    ["words", "one", "invalid_quantity"],
  ])("of %s are refused, and nothing is written", async (_name, quantity, code) => {
    const sold = await sell();
    expect(await codeOf(change(sold, "refunded", { lines: lineOf(sold, quantity) }))).toBe(code);
    expect(await getSale(owner, sold.id)).toEqual(sold);
  });

  it("are of a line of the sale, named once", async () => {
    const sold = await sell();
    const other = await sell();
    for (const lines of [lineOf(other, "1"), [...lineOf(sold, "1"), ...lineOf(sold, "1")]]) {
      expect(await codeOf(change(sold, "refunded", { lines }))).toBe("validation_failed");
    }
  });

  it("[CR3] are rounded in cash as the sale was", async () => {
    const store = await createStore(testContext(tenant, "system"), {
      code: "COINS",
      name: "Coins",
      timezone: "Africa/Nairobi",
      language: "en",
      cashIncrementMinor: 500,
    });
    const sold = await sell({ storeId: store.id });
    expect(sold).toMatchObject({ totalMinor: 19_400, roundingMinor: 100, paidMinor: 19_500 });
    const { refunds } = await change(sold, "refunded");
    expect(refunds).toEqual([
      expect.objectContaining({ totalMinor: -19_400, roundingMinor: -100, paidMinor: -19_500 }),
    ]);
  });

  it("of a till's sale come back through the office too, whatever the till sold before", async () => {
    const terminal = await newTerminal(tenant);
    const receiptNumber = `2026-04-30-${terminal.certificate.code}-01`;
    const document = newSaleDocument(tenant, { receiptNumber });
    await terminal.push([terminal.seal("SALE", document)]);
    const { sale, refunds } = await change({ id: document.saleId }, "refunded");
    expect(sale.status).toBe("refunded");
    expect(refunds[0]?.lines[0]).toMatchObject({
      originalSaleId: document.saleId,
      originalReceiptNumber: receiptNumber,
      trace: null,
    });
  });

  it("are nobody's who may not, nor of a store that is not theirs", async () => {
    const sold = await sell();
    const cashier = testContext(tenant, "cashier");
    expect(await codeOf(change(sold, "refunded", { context: cashier }))).toBe("permission_denied");
    expect(await codeOf(change(sold, "voided", { context: cashier }))).toBe("permission_denied");
    const elsewhere = testContext(tenant, "supervisor", { storeIds: [tenant.stores[1].id] });
    expect(await codeOf(change(sold, "voided", { context: elsewhere }))).toBe("sale_not_found");
    const nobodys = { id: tenant.runtime.newId() };
    expect(await codeOf(change(nobodys, "voided"))).toBe("sale_not_found");
  });
});

describe("PUT /transactions/{id}/status", () => {
  it("answers the transaction with its refunds, and needs a key", async () => {
    const sold = await sell();
    const token = await accessTokenOf(tenant, "supervisor");
    const ask = (headers: Record<string, string>) =>
      callRest(tenant.runtime, {
        method: "PUT",
        path: `/transactions/${sold.id}/status`,
        token,
        headers,
        body: { status: "refunded", reason: "Damaged", lines: lineOf(sold, "1") },
      });
    expect((await ask({})).body).toMatchObject({ code: "idempotency_key_required" });
    const answer = await ask({ "idempotency-key": "k-1" });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      id: sold.id,
      status: "partially_refunded",
      lines: [{ returnedQuantity: "1", returnableQuantity: "2" }],
      returns: [{ kind: "refund", amountMinor: 6_467 }],
      refunds: [
        {
          kind: "refund",
          totalMinor: -6_467,
          lines: [{ quantity: "-1", originalLineId: sold.lines[0]?.id }],
          payments: [{ method: "cash", amountMinor: -6_467 }],
        },
      ],
    });
    expect((await ask({ "idempotency-key": "k-1" })).body).toEqual(answer.body);
  });
});
