import { expect, test } from "vitest";
import { minor } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import type { SaleDocument } from "../../core/sale/sale-document";
import type { ReceiptLookup } from "../../core/sync/protocol-v1";
import { change, FLOUR, MILK, SUKUMA, SUPERVISOR_ID } from "../testing/fake-shop";
import { readSales } from "../testing/read-facts";
import { createTestShop, openSellingTill, type TestShop } from "../testing/test-till";
import type { TillEngine } from "./create-till-engine";

const APPROVER = { staffId: SUPERVISOR_ID, pin: "222222", reason: "faulty" };

/** Five bags of flour, sold by card and by cash. */
async function tillWithSale(): Promise<{ shop: TestShop; till: TillEngine; receipt: string }> {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  till.commands.scan("5*FLR-2");
  await till.commands.addPayment({ method: "card", amountMinor: minor(50_000) });
  const { receiptNumber } = await till.commands.takePayment({ method: "cash" });
  return { shop, till, receipt: receiptNumber };
}

/** Put so many of the first line of a receipt into the cart, with the supervisor's leave. */
async function bringBack(till: TillEngine, receipt: string, quantity: number): Promise<void> {
  const sale = await till.commands.findReceipt(receipt);
  const lineId = sale.lines[0]?.line.lineId ?? "";
  const lines = [{ lineId, quantityMilli: quantityMilli(quantity) }];
  expect(() => till.commands.addReturn({ sale, lines, reason: "faulty" })).toThrow(
    "approval_required",
  );
  await till.commands.approve(APPROVER);
}

test("[TB1] an own receipt is found without a network, another till's is not", async () => {
  const { shop, till, receipt } = await tillWithSale();
  expect(till.commands.scan(receipt)).toEqual({
    kind: "receipt",
    receiptNumber: receipt,
    code: null,
  });
  shop.server.isDown = true;
  expect(await till.commands.findReceipt(receipt)).toMatchObject({
    receiptNumber: receipt,
    totalMinor: 82_500,
    isFromServer: false,
    lines: [{ leftMilli: 5_000, line: { name: FLOUR.name } }],
  });
  await expect(till.commands.findReceipt("2026-04-30-B1-07")).rejects.toMatchObject({
    code: "receipt_unreachable",
  });
  shop.server.isDown = false;
  await expect(till.commands.findReceipt("2026-04-30-B1-07")).rejects.toMatchObject({
    code: "receipt_not_found",
  });
});

test("[TA2] a scan while the PIN of a return is being checked loses neither", async () => {
  const { till, receipt } = await tillWithSale();
  const sale = await till.commands.findReceipt(receipt);
  const lineId = sale.lines[0]?.line.lineId ?? "";
  const lines = [{ lineId, quantityMilli: quantityMilli(1_000) }];
  expect(() => till.commands.addReturn({ sale, lines, reason: "faulty" })).toThrow(
    "approval_required",
  );
  const approved = till.commands.approve(APPROVER);
  till.commands.scan(MILK.sku);
  expect(till.getSnapshot().cart.approval).toMatchObject({ act: "return" });
  await approved;
  const { cart } = till.getSnapshot();
  expect(cart.approval).toBeNull();
  expect(cart.lines.map((line) => line.isReturn)).toEqual([false, true]);
});

test("[TB2] parts come back at their shares, by the tenders of before, and never more than was sold", async () => {
  const { shop, till, receipt } = await tillWithSale();
  await bringBack(till, receipt, 2_000);
  expect(till.getSnapshot().cart).toMatchObject({
    totalMinor: -33_000,
    isPayout: true,
    hasReturns: true,
    payoutPlan: [{ method: "card", amountMinor: 33_000 }],
    lines: [{ isReturn: true, quantityMilli: -2_000 }],
  });
  const again = await till.commands.findReceipt(receipt);
  expect(again.lines).toMatchObject([{ leftMilli: 3_000 }]);
  const { lineId } = till.getSnapshot().cart.lines[0] ?? { lineId: "" };
  expect(() => till.commands.setQuantity({ lineId, quantityMilli: quantityMilli(-6_000) })).toThrow(
    "return_exceeds_sold",
  );
  const paid = await till.commands.payOut();
  expect(paid).toMatchObject({ kind: "refund", totalMinor: -33_000 });

  await bringBack(till, receipt, 3_000);
  expect(till.getSnapshot().cart.payoutPlan).toEqual([
    { method: "card", amountMinor: 17_000 },
    { method: "cash", amountMinor: 32_500 },
  ]);
  await till.commands.payOut();
  const spent = await till.commands.findReceipt(receipt);
  expect(spent.lines).toMatchObject([{ leftMilli: 0, returnedMilli: 5_000 }]);
  const lines = [
    { lineId: spent.lines[0]?.line.lineId ?? "", quantityMilli: quantityMilli(1_000) },
  ];
  expect(() => till.commands.addReturn({ sale: spent, lines, reason: "faulty" })).toThrow(
    "return_exceeds_sold",
  );
  const sales = await readSales(shop);
  expect(sales.map(({ kind, totalMinor }) => [kind, totalMinor])).toEqual([
    ["sale", 82_500],
    ["refund", -33_000],
    ["refund", -49_500],
  ]);
  expect(sales[1]).toMatchObject({ reason: "faulty", originalSaleId: sales[0]?.saleId });
  expect(till.findProduct(FLOUR.id)?.stockMilli).toBe(48_000);
});

test("an exchange is one sale: the difference is paid or given back", async () => {
  const { shop, till, receipt } = await tillWithSale();
  await bringBack(till, receipt, 1_000);
  till.commands.scan("2*MLK-500");
  expect(till.getSnapshot().cart).toMatchObject({ totalMinor: -4_500, itemCount: 3 });
  till.commands.scan("MLK-500");
  expect(till.getSnapshot().cart).toMatchObject({ totalMinor: 1_500, isPayout: false });
  const paid = await till.commands.takePayment({ method: "cash", tenderedMinor: minor(2_000) });
  expect(paid).toMatchObject({ kind: "sale", changeMinor: 500 });
  const [, exchange] = await readSales(shop);
  expect(exchange?.lines.map((line) => line.quantityMilli)).toEqual([-1_000, 3_000]);
  expect(till.getSnapshot().till).toMatchObject({ shift: { returnsMinor: -16_500 } });
});

test("[TB2] the last piece comes back once, however many windows take it", async () => {
  const { shop, till, receipt } = await tillWithSale();
  const second = await openSellingTill(shop);
  await bringBack(till, receipt, 5_000);
  await bringBack(second, receipt, 5_000);
  await till.commands.payOut();
  await expect(second.commands.payOut()).rejects.toMatchObject({ code: "return_exceeds_sold" });
  expect(second.getSnapshot().cart.lines).toHaveLength(1);
  expect(await readSales(shop)).toHaveLength(2);
});

test("[TB1] the server's word on another till's receipt counts, what came back there too", async () => {
  const { shop, till, receipt } = await tillWithSale();
  const [own] = await readSales(shop);
  const sale: SaleDocument = { ...(own as SaleDocument), receiptNumber: "2026-04-29-B1-07" };
  const lookup: ReceiptLookup = {
    sale,
    soldAt: "2026-04-29T10:00:00.000Z",
    businessDate: "2026-04-29",
    cashierName: "Njeri",
    customerName: "Achieng",
    status: "partially_refunded",
    returned: [{ lineId: sale.lines[0]?.lineId ?? "", quantityMilli: 4_000 }],
  };
  shop.server.receipts.set("2026-04-29-B1-07", lookup);
  shop.server.receipts.set("2026-04-29-B1-08", { ...lookup, status: "voided" });
  const found = await till.commands.findReceipt("2026-04-29-b1-07");
  expect(found).toMatchObject({
    isFromServer: true,
    customerName: "Achieng",
    lines: [{ leftMilli: 1_000, returnedMilli: 4_000 }],
  });
  await expect(till.commands.findReceipt("2026-04-29-B1-08")).rejects.toMatchObject({
    code: "sale_voided",
  });
  expect(receipt).not.toBe("2026-04-29-B1-07");
});

test("[TB1] a server that hangs does not keep a customer waiting for an own receipt", async () => {
  const { shop, receipt } = await tillWithSale();
  const { transport } = shop.server;
  const till = await openSellingTill(shop, {
    transport: (request) =>
      request.path.includes("/receipts/") ? new Promise(() => undefined) : transport(request),
  });
  const found = till.commands.findReceipt(receipt);
  await shop.world.advance(5_000);
  expect(await found).toMatchObject({ isFromServer: false, receiptNumber: receipt });
});

test("[TA4] without a receipt the limit decides, over the whole cart", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  const request = {
    productId: SUKUMA.id,
    quantityMilli: quantityMilli(500),
    reason: "wilted",
  };
  expect(() => till.commands.addReturnWithoutReceipt(request)).toThrow("approval_required");
  await till.commands.approve(APPROVER);
  expect(till.getSnapshot().cart).toMatchObject({ totalMinor: -4_000 });
  const many = { ...request, productId: FLOUR.id, quantityMilli: quantityMilli(61_000) };
  expect(() => till.commands.addReturnWithoutReceipt(many)).toThrow("approval_required");
  await expect(till.commands.approve(APPROVER)).rejects.toMatchObject({
    code: "return_above_limit",
  });
  till.commands.denyApproval();
  await till.commands.takePayment({ method: "cash" });
  const [refund] = await readSales(shop);
  expect(refund).toMatchObject({
    kind: "refund",
    originalSaleId: null,
    approvals: [{ permission: "sale.refund_without_receipt" }],
    lines: [{ quantityMilli: -500, returned: null }],
  });
});

test("a return survives a power cut, with the tenders that it goes back to", async () => {
  const { shop, till, receipt } = await tillWithSale();
  await bringBack(till, receipt, 1_000);
  await till.stop();
  shop.disk.powerCut();
  const again = await openSellingTill(shop);
  expect(again.getSnapshot().cart).toMatchObject({
    totalMinor: -16_500,
    payoutPlan: [{ method: "card", amountMinor: 16_500 }],
  });
  again.commands.addProduct({ productId: MILK.id });
  expect(again.getSnapshot().cart.totalMinor).toBe(-10_500);
});

test("[TA4] what a return without a receipt comes to is limited, however its price is changed", async () => {
  const till = await openSellingTill(createTestShop());
  const request = { productId: FLOUR.id, quantityMilli: quantityMilli(100_000), reason: "torn" };
  const cheap = { ...request, unitPriceMinor: minor(100) };
  expect(() => till.commands.addReturnWithoutReceipt(cheap)).toThrow("approval_required");
  await till.commands.approve(APPROVER);
  const [line] = till.getSnapshot().cart.lines;
  const lineId = line?.lineId ?? "";
  const atList = { lineId, unitPriceMinor: null, reason: "" };
  expect(() => till.commands.overridePrice(atList)).toThrow("approval_required");
  await expect(till.commands.approve(APPROVER)).rejects.toMatchObject({
    code: "return_above_limit",
  });
  const dear = { lineId, unitPriceMinor: minor(50_000), reason: "new" };
  expect(() => till.commands.overridePrice(dear)).toThrow("approval_required");
  await expect(till.commands.approve(APPROVER)).rejects.toMatchObject({
    code: "return_above_limit",
  });
  expect(till.getSnapshot().cart.totalMinor).toBe(-10_000);
});

test("[TB2] goods come back as they were sold, also when their tax group is no more", async () => {
  const { shop, till, receipt } = await tillWithSale();
  const id = "99999999-9999-4999-8999-000000000001";
  const rate = { code: "VAT", name: "VAT", ratePpm: 180_000, kind: "percent", isCompound: false };
  shop.server.changes.push(change("tax_group", id, { id, code: "S", name: "S", rates: [rate] }));
  await till.stop();
  const again = await openSellingTill(shop);
  await shop.world.advance(60_000);
  expect(again.getSnapshot().till).toMatchObject({ store: { taxGroups: [{ code: "S" }, {}] } });
  await bringBack(again, receipt, 1_000);
  await again.commands.payOut();
  const refund = (await readSales(shop)).at(-1);
  expect(refund).toMatchObject({ kind: "refund", totalMinor: -16_500, taxMinor: -2_276 });
});

test("[TB2] a return that joins a sale that was not paid keeps its reason and its tenders", async () => {
  const { shop, till, receipt } = await tillWithSale();
  const sale = await till.commands.findReceipt(receipt);
  const [sold] = sale.lines;
  till.commands.addProduct({ productId: MILK.id });
  const failing = till.commands.takePayment({ method: "cash", tenderedMinor: minor(1) });
  const refused = expect(failing).rejects.toMatchObject({ code: "payment_below_total" });
  const lines = [{ lineId: sold?.line.lineId ?? "", quantityMilli: quantityMilli(1_000) }];
  expect(() => till.commands.addReturn({ sale, lines, reason: "torn" })).toThrow(
    "approval_required",
  );
  await till.commands.approve(APPROVER);
  await refused;
  expect(till.getSnapshot().cart).toMatchObject({
    totalMinor: -10_500,
    payoutPlan: [{ method: "card", amountMinor: 10_500 }],
  });
  await till.commands.payOut();
  const exchange = (await readSales(shop)).at(-1);
  expect(exchange).toMatchObject({
    reason: "torn",
    approvals: [{ permission: "sale.refund" }],
  });
});
