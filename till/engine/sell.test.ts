import { expect, test } from "vitest";
import { minor } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import { saleDocumentSchema } from "../../core/sale/sale-document";
import { verifySaleDocument } from "../../core/sale/verify-sale-document";
import { openMemoryStore } from "../store/memory-store";
import { FLOUR, MILK, SUKUMA, UNPRICED } from "../testing/fake-shop";
import { createTestShop, openSellingTill, openTill } from "../testing/test-till";

test("a scan, an exact payment: the sale is paid, sealed, and reaches the server", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  expect(till.commands.scan("6161101870016")).toMatchObject({ kind: "added" });
  expect(till.commands.scan("6161101870016")).toMatchObject({ kind: "raised" });
  expect(till.getSnapshot().cart).toMatchObject({ itemCount: 2, totalMinor: 33_000 });

  const paid = await till.commands.takePayment({ method: "cash", tenderedMinor: minor(50_000) });
  expect(paid).toMatchObject({
    receiptNumber: "2026-04-30-A3-01",
    totalMinor: 33_000,
    changeMinor: 17_000,
  });
  expect(paid.changePieces).toEqual([
    { denominationMinor: 10_000, count: 1 },
    { denominationMinor: 5_000, count: 1 },
    { denominationMinor: 2_000, count: 1 },
  ]);
  expect(till.getSnapshot().till.status).toBe("paid");
  expect(till.getSnapshot().cart.lines).toEqual([]);

  await shop.world.advance(300);
  const document = saleDocumentSchema.parse(shop.server.inbox.get(2)?.payload);
  verifySaleDocument(document);
  expect(document.lines[0]).toMatchObject({ name: FLOUR.name, quantityMilli: 2_000 });
  expect(till.getSnapshot().sync).toMatchObject({ kind: "synced", waitingCount: 0 });
});

test("[TS3] whole pieces raise their line; weighed goods stand alone and need a weight", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  expect(till.commands.addProduct({ productId: SUKUMA.id })).toMatchObject({ kind: "asks" });
  expect(till.getSnapshot().cart.prompt).toMatchObject({ kind: "weight" });
  till.commands.addProduct({ productId: SUKUMA.id, quantityMilli: quantityMilli(625) });
  till.commands.addProduct({ productId: SUKUMA.id, quantityMilli: quantityMilli(300) });
  till.commands.addProduct({ productId: MILK.id });
  till.commands.addProduct({ productId: MILK.id });
  const { cart } = till.getSnapshot();
  expect(cart.lines.map((line) => [line.name, line.quantityMilli, line.amountMinor])).toEqual([
    [SUKUMA.name, 625, 5_000],
    [SUKUMA.name, 300, 2_400],
    [MILK.name, 2_000, 12_000],
  ]);
  expect(cart).toMatchObject({ itemCount: 4, prompt: null });
  expect(() =>
    till.commands.addProduct({ productId: MILK.id, quantityMilli: quantityMilli(500) }),
  ).toThrow("quantity_not_whole");
});

test("a product without a price asks for one", async () => {
  const till = await openSellingTill(createTestShop());
  till.commands.addProduct({ productId: UNPRICED.id });
  expect(till.getSnapshot().cart.prompt).toMatchObject({ kind: "price" });
  till.commands.addProduct({ productId: UNPRICED.id, unitPriceMinor: minor(35_000) });
  expect(till.getSnapshot().cart).toMatchObject({ totalMinor: 35_000, prompt: null });
});

test("`3*` before a scan multiplies, and a pack counts its pieces", async () => {
  const till = await openSellingTill(createTestShop());
  till.commands.scan("3*6161101870016");
  expect(till.getSnapshot().cart.lines[0]?.quantityMilli).toBe(3_000);
  till.commands.setMultiplier(quantityMilli(2_000));
  expect(till.getSnapshot().cart.multiplierMilli).toBe(2_000);
  till.commands.scan("16161101870013");
  expect(till.getSnapshot().cart.lines[0]?.quantityMilli).toBe(27_000);
  expect(till.getSnapshot().cart.multiplierMilli).toBeNull();
});

test("[TC5] an unknown code stays in sight, blocks nothing and can be sold by hand", async () => {
  const till = await openSellingTill(createTestShop());
  expect(till.commands.scan("4006381333931")).toEqual({ kind: "unknown", code: "4006381333931" });
  till.commands.scan("6161101870016");
  const { cart } = till.getSnapshot();
  expect(cart.unknownScan).toMatchObject({ code: "4006381333931" });
  expect(cart.lines).toHaveLength(1);
  till.commands.addOpenItem({
    name: "Marker pen",
    unitPriceMinor: minor(12_000),
    taxGroupCode: "A",
    code: "4006381333931",
  });
  expect(till.getSnapshot().cart).toMatchObject({ totalMinor: 28_500, unknownScan: null });
});

test("lines change only within what a sale may say", async () => {
  const till = await openSellingTill(createTestShop());
  till.commands.scan("FLR-2");
  const lineId = till.getSnapshot().cart.lines[0]?.lineId ?? "";
  const half = quantityMilli(1_500);
  expect(() => till.commands.setQuantity({ lineId, quantityMilli: half })).toThrow(
    "quantity_not_whole",
  );
  expect(() => till.commands.setQuantity({ lineId, quantityMilli: quantityMilli(-1_000) })).toThrow(
    "quantity_not_positive",
  );
  expect(() => till.commands.setQuantity({ lineId, quantityMilli: quantityMilli(0) })).toThrow(
    "quantity_not_positive",
  );
  till.commands.setLineNote({ lineId, note: "dented" });
  expect(till.getSnapshot().cart.lines[0]).toMatchObject({ note: "dented" });
  expect(() => till.commands.removeLine({ lineId, reason: " " })).toThrow("reason_required");
  till.commands.removeLine({ lineId, reason: "changed their mind" });
  expect(till.getSnapshot().cart.lines).toEqual([]);
});

test("a payment below the total is refused and the cart stays", async () => {
  const till = await openSellingTill(createTestShop());
  till.commands.scan("FLR-2");
  await expect(
    till.commands.takePayment({ method: "cash", tenderedMinor: minor(16_499) }),
  ).rejects.toMatchObject({ code: "payment_below_total" });
  expect(till.getSnapshot().cart).toMatchObject({ totalMinor: 16_500, isPaying: false });
  const paid = await till.commands.takePayment({ method: "card", reference: "auth 123" });
  expect(paid.payments).toMatchObject([{ method: "card", amountMinor: 16_500, changeMinor: 0 }]);
});

test("an empty cart cannot be paid, and a second tap does not pay twice", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  await expect(till.commands.takePayment({ method: "cash" })).rejects.toMatchObject({
    code: "cart_empty",
  });
  till.commands.scan("FLR-2");
  const first = till.commands.takePayment({ method: "cash" });
  await expect(till.commands.takePayment({ method: "cash" })).rejects.toMatchObject({
    code: "cart_empty",
  });
  await first;
  await shop.world.advance(300);
  expect([...shop.server.inbox.values()].filter((event) => event.type === "SALE")).toHaveLength(1);
});

test("scans during a payment begin the next sale", async () => {
  const till = await openSellingTill(createTestShop());
  till.commands.scan("FLR-2");
  const paying = till.commands.takePayment({ method: "cash" });
  expect(till.getSnapshot().cart.isPaying).toBe(true);
  till.commands.scan("MLK-500");
  const paid = await paying;
  expect(paid.totalMinor).toBe(16_500);
  expect(till.getSnapshot().cart.lines.map((line) => line.name)).toEqual([MILK.name]);
  expect(till.getSnapshot().till).toMatchObject({
    status: "selling",
    lastPaid: { saleId: paid.saleId },
  });
});

test("the change stays in sight until the next product", async () => {
  const till = await openSellingTill(createTestShop());
  till.commands.scan("FLR-2");
  await till.commands.takePayment({ method: "cash" });
  expect(till.getSnapshot().till.status).toBe("paid");
  till.commands.scan("4006381333931");
  expect(till.getSnapshot().till.status).toBe("paid");
  till.commands.scan("MLK-500");
  expect(till.getSnapshot().till.status).toBe("selling");
});

test("[TS5] the open cart and its id survive a reload", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  till.commands.scan("FLR-2");
  till.commands.setNote("back at six");
  const before = till.getSnapshot().cart;
  await till.stop();
  const again = openTill(shop);
  await again.start();
  expect(again.getSnapshot().cart).toMatchObject({
    cartId: before.cartId,
    totalMinor: 16_500,
    note: "back at six",
  });
  expect(again.getSnapshot().till.status).toBe("locked");
});

test("stock shows what this till sold before the server has said so", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  expect(till.findProduct(FLOUR.id)).toMatchObject({ stockMilli: 48_000, stockState: "in_stock" });
  till.commands.scan("44*FLR-2");
  await till.commands.takePayment({ method: "cash" });
  expect(till.findProduct(FLOUR.id)).toMatchObject({ stockMilli: 4_000, stockState: "low" });
});

test("receipts can be read and printed again, then as copies", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  till.commands.scan("FLR-2");
  const paid = await till.commands.takePayment({ method: "cash" });
  await till.commands.printReceipt(paid.saleId);
  await till.commands.printReceipt(paid.saleId);
  expect(shop.printed).toEqual(["2026-04-30-A3-01", "2026-04-30-A3-01 copy"]);
  expect(await till.commands.readReceipt(paid.saleId)).toMatchObject({
    isCopy: true,
    registerName: "Till 2",
    terminalCode: "A3",
    cashierName: "Wanjiku M.",
    shiftNumber: 1,
  });
  expect(await till.commands.listRecentSales(10)).toMatchObject([
    { receiptNumber: "2026-04-30-A3-01", totalMinor: 16_500 },
  ]);
});

test("[TD1] a job that was under way when the till stopped is asked about, then printed as a copy", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  till.commands.scan("FLR-2");
  const paid = await till.commands.takePayment({ method: "cash" });
  shop.printed.push("!");
  await expect(till.commands.printReceipt(paid.saleId)).rejects.toThrow("no paper");
  await till.stop();
  shop.printed.length = 0;
  const again = await openSellingTill(shop);
  const [unsure] = again.getSnapshot().devices.unsurePrintJobs;
  expect(unsure).toMatchObject({ saleId: paid.saleId, state: "SENT", isCopy: false });
  await again.commands.settlePrintJob({ jobId: unsure?.jobId ?? "", cameOut: false });
  await again.commands.printReceipt(paid.saleId);
  expect(shop.printed).toEqual(["2026-04-30-A3-01 copy"]);
});

test("a receipt printer prints and opens the drawer by itself, and its failure undoes nothing", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  await till.commands.choosePrinter("usb");
  till.commands.scan("FLR-2");
  await till.commands.takePayment({ method: "cash" });
  await shop.world.advance(0);
  expect(shop.printed).toEqual(["drawer", "2026-04-30-A3-01"]);
  shop.printed.push("!");
  till.commands.scan("FLR-2");
  await till.commands.takePayment({ method: "card" });
  await shop.world.advance(0);
  expect(shop.reported).toMatchObject([{ message: "no paper" }]);
  expect(till.getSnapshot().devices.unsurePrintJobs).toMatchObject([
    { receiptNumber: "2026-04-30-A3-02" },
  ]);
});

test("no cart grows beyond what a sale can say", async () => {
  const till = await openSellingTill(createTestShop());
  till.commands.scan("FLR-2");
  const lineId = till.getSnapshot().cart.lines[0]?.lineId ?? "";
  const absurd = quantityMilli(10 ** 12);
  expect(() => till.commands.setQuantity({ lineId, quantityMilli: absurd })).toThrow(
    "invalid_quantity",
  );
  expect(till.commands.scan("9999999*FLR-2").kind).toBe("unknown");
  expect(() => till.commands.setLineNote({ lineId, note: "x".repeat(201) })).toThrow(
    "validation_failed",
  );
  expect(() => till.commands.setNote("x".repeat(501))).toThrow("validation_failed");
  expect(till.getSnapshot().cart).toMatchObject({ totalMinor: 16_500, note: null });
});

test("[ET2] the number of a payment card is taken in nothing that is typed", async () => {
  const till = await openSellingTill(createTestShop());
  till.commands.scan("FLR-2");
  const lineId = till.getSnapshot().cart.lines[0]?.lineId ?? "";
  const card = "4242 4242 4242 4242";
  for (const type of [
    () => till.commands.setNote(`paid by ${card}`),
    () => till.commands.setLineNote({ lineId, note: card }),
    () => till.commands.removeLine({ lineId, reason: card }),
  ]) {
    expect(type).toThrow("card_number_refused");
  }
  const paying = till.commands.takePayment({ method: "card", reference: card });
  await expect(paying).rejects.toThrow("card_number_refused");
  expect(till.getSnapshot().cart).toMatchObject({ totalMinor: 16_500, note: null });
});

test("[TC2] scans, searches and the cart need no database once the till has started", async () => {
  const shop = createTestShop();
  const store = openMemoryStore(shop.disk);
  let isGone = false;
  const till = await openSellingTill(shop, {
    store: {
      log: store.log,
      cache: {
        ...store.cache,
        read: (work) => (isGone ? Promise.reject(new Error("gone")) : store.cache.read(work)),
      },
    },
  });
  isGone = true;
  expect(till.commands.scan("6161101870016")).toMatchObject({ kind: "added" });
  expect(till.search({ text: "mil" }).products).toHaveLength(1);
  expect(till.getSnapshot().cart.totalMinor).toBe(16_500);
});
