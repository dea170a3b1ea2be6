import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SaleDocument, SaleLine } from "../../core/sale/sale-document";
import { newCoupon, newPromotion } from "../../tests/factories/new-promotion";
import { newReturnDocument } from "../../tests/factories/new-return-document";
import { newSaleDocument } from "../../tests/factories/new-sale-document";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal, type TestTerminal } from "../../tests/factories/new-terminal";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { writePromotions } from "../catalog/write-promotions";
import { lookUpReceipt } from "../receipts/look-up-receipt";
import { getSale } from "../sales/get-sale";

let tenant: TestTenant;
let first: TestTerminal;
let second: TestTerminal;

beforeAll(async () => {
  tenant = await newTenant();
  first = await newTerminal(tenant);
  second = await newTerminal(tenant);
});
afterAll(closeTestRuntime);

let count = 0;
function newSale(quantity = 2): SaleDocument & { line: SaleLine } {
  count += 1;
  const receiptNumber = `2026-04-30-N-${count}`;
  const document = newSaleDocument(tenant, { receiptNumber, quantity });
  const [line] = document.lines;
  if (!line) throw new Error("a sale has a line");
  return Object.defineProperty(document, "line", { value: line }) as never;
}

const giveBack = (sale: SaleDocument, quantity: number, before = 0) =>
  newReturnDocument(tenant, { sale, quantity, before });

async function readDeviations(kind: string) {
  return tenant.runtime.database.withTenant(tenant.tenantId, (tx) =>
    tx.execute<{ details: Record<string, unknown>; severity: string; terminal_id: string }>(sql`
      select details, severity, terminal_id from deviations
      where tenant_id = ${tenant.tenantId}::uuid and kind = ${kind} order by id`),
  );
}

const ofLine = async (lineId: string) =>
  (await readDeviations("returned_more_than_sold")).filter(
    ({ details }) => details["lineId"] === lineId,
  );

const statusOf = async (saleId: string) =>
  (await getSale(testContext(tenant, "owner"), saleId)).status;

describe("goods that come back", () => {
  it("[RF3] are no deviation up to what was sold, and tell the sale's status", async () => {
    const sale = newSale();
    await first.push([first.seal("SALE", sale)]);
    expect(await statusOf(sale.saleId)).toBe("completed");
    await second.push([second.seal("REFUND", giveBack(sale, 1))]);
    expect(await statusOf(sale.saleId)).toBe("partially_refunded");
    expect(await lookUpReceipt(first.context, sale.receiptNumber)).toMatchObject({
      sale: { saleId: sale.saleId, lines: [{ lineId: sale.line.lineId }] },
      status: "partially_refunded",
      cashierName: "cashier",
      returned: [{ lineId: sale.line.lineId, quantityMilli: 1_000 }],
    });
    await first.push([first.seal("REFUND", giveBack(sale, 1, 1))]);
    expect(await statusOf(sale.saleId)).toBe("refunded");
    expect(await ofLine(sale.line.lineId)).toEqual([]);
  });

  it("[RF3] beyond what was sold are booked and noted once, from two tills at once", async () => {
    for (let round = 0; round < 5; round += 1) {
      const sale = newSale();
      await first.push([first.seal("SALE", sale)]);
      const answers = await Promise.all(
        [first, second].map((till) => till.push([till.seal("REFUND", giveBack(sale, 2))])),
      );
      expect(answers.map((answer) => answer.quarantined)).toEqual([[], []]);
      expect(await ofLine(sale.line.lineId)).toEqual([
        expect.objectContaining({
          severity: "danger",
          details: {
            lineId: sale.line.lineId,
            name: sale.line.name,
            receiptNumber: sale.receiptNumber,
            soldMilli: 2_000,
            returnedMilli: 4_000,
          },
        }),
      ]);
      await first.push([first.seal("REFUND", giveBack(sale, 2))]);
      expect(await ofLine(sale.line.lineId)).toHaveLength(1);
    }
  });

  it("[RF3] are compared when their sale arrives after them", async () => {
    const sale = newSale();
    await second.push([second.seal("REFUND", giveBack(sale, 2))]);
    await second.push([second.seal("REFUND", giveBack(sale, 1))]);
    expect(await ofLine(sale.line.lineId)).toEqual([]);
    await first.push([first.seal("SALE", sale)]);
    expect(await ofLine(sale.line.lineId)).toHaveLength(1);
    expect(await statusOf(sale.saleId)).toBe("refunded");
  });

  it("[RF3] at more than they cost, or of a line that nobody sold, are noted", async () => {
    const sale = newSale();
    const dear = newSaleDocument(tenant, { receiptNumber: "dear", quantity: 4 });
    const claimed = { ...dear, saleId: sale.saleId };
    const [line] = dear.lines;
    await first.push([
      first.seal("SALE", sale),
      first.seal(
        "REFUND",
        giveBack(
          { ...claimed, lines: sale.lines.map((each) => ({ ...each, ...figuresOf(line) })) },
          4,
        ),
      ),
      first.seal("REFUND", giveBack(claimed, 1)),
    ]);
    expect(await ofLine(sale.line.lineId)).toHaveLength(1);
    expect(await ofLine(line?.lineId ?? "")).toHaveLength(1);
  });

  it("[RF3] in thirds that do not divide are no deviation", async () => {
    const sale = newSale(3);
    await first.push([
      first.seal("SALE", sale),
      ...[0, 1, 2].map((before) => first.seal("REFUND", giveBack(sale, 1, before))),
    ]);
    expect(await ofLine(sale.line.lineId)).toEqual([]);
  });

  it.each([
    ["a higher price", (line: SaleLine) => figuresOf(doubled(line))],
    ["a smaller quantity", () => ({ quantityMilli: 1_000 })],
    ["a lower price", (line: SaleLine) => figuresOf(halved(line))],
    [
      "a discount that nobody gave",
      (line: SaleLine) => ({ discountMinor: 500, subtotalMinor: line.subtotalMinor + 500 }),
    ],
  ])(
    "[RF3] that name %s of the sold line are noted, if it is less than all of it",
    async (_name, claim) => {
      const sale = newSale();
      const claimed = { ...sale, lines: [{ ...sale.line, ...claim(sale.line) }] };
      const { quarantined } = await first.push([
        first.seal("SALE", sale),
        first.seal("REFUND", giveBack(claimed, 1)),
      ]);
      expect(quarantined).toEqual([]);
      expect(await ofLine(sale.line.lineId)).toHaveLength(1);
    },
  );

  it("[RF3] after a void are noted; a void that does not name what it takes back is set aside", async () => {
    const sale = newSale();
    const voided = { ...giveBack(sale, 2), kind: "void" as const, reason: "wrong" };
    await first.push([
      first.seal("SALE", sale),
      first.seal("VOID", { ...voided, originalSaleId: sale.saleId }),
    ]);
    expect(await statusOf(sale.saleId)).toBe("voided");
    expect(await ofLine(sale.line.lineId)).toEqual([]);
    await second.push([second.seal("REFUND", giveBack(sale, 1))]);
    expect(await ofLine(sale.line.lineId)).toHaveLength(1);
    const loose = newSaleDocument(tenant, { receiptNumber: "void", quantity: -2 });
    const unnamed = { ...loose, kind: "void", originalSaleId: sale.saleId, reason: "wrong" };
    const { quarantined } = await first.push([first.seal("VOID", unnamed)]);
    expect(quarantined).toEqual([expect.objectContaining({ code: "event_schema_invalid" })]);
  });
});

const doubled = (line: SaleLine) => scaled(line, (amount) => amount * 2);
const halved = (line: SaleLine) => scaled(line, (amount) => Math.trunc(amount / 2));

function scaled(line: SaleLine, scale: (amountMinor: number) => number): SaleLine {
  const grossMinor = scale(line.grossMinor);
  const taxMinor = scale(line.taxMinor);
  const netMinor = grossMinor - taxMinor;
  const taxes = line.taxes.map((tax) => ({ ...tax, netMinor, taxMinor }));
  return { ...line, subtotalMinor: grossMinor, netMinor, taxMinor, grossMinor, taxes };
}

function figuresOf(line: SaleLine | undefined) {
  if (!line) return {};
  const { quantityMilli, subtotalMinor, netMinor, taxMinor, grossMinor, taxes } = line;
  return { quantityMilli, subtotalMinor, netMinor, taxMinor, grossMinor, taxes };
}

describe("a coupon", () => {
  it("used more often than it may be is noted once, voided sales left out", async () => {
    await writePromotions(testContext(tenant, "owner"), {
      promotions: [newCoupon("TWICE", { usesMax: 2 }), newPromotion({ code: "OPEN" })],
    });
    const sell = (coupons: string[]) => ({ ...newSale(), coupons });
    const voided = sell(["twice"]);
    await first.push([
      first.seal("SALE", voided),
      first.seal("VOID", {
        ...giveBack(voided, 2),
        kind: "void",
        reason: "wrong",
      }),
      first.seal("SALE", sell([" Twice "])),
      first.seal("SALE", sell(["TWICE", "unknown"])),
    ]);
    expect(await readDeviations("coupon_overused")).toEqual([]);
    await second.push([second.seal("SALE", sell(["TWICE"]))]);
    await second.push([second.seal("SALE", sell(["TWICE"]))]);
    expect(await readDeviations("coupon_overused")).toEqual([
      expect.objectContaining({
        terminal_id: second.certificate.terminalId,
        details: { code: "TWICE", uses: 3, usesMax: 2 },
      }),
    ]);
  });
});
