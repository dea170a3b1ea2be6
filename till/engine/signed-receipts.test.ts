import { webcrypto } from "node:crypto";
import { expect, test, vi } from "vitest";
import { minor } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import { buildReceipt } from "../../core/receipt/build-receipt";
import type { ReceiptInput } from "../../core/receipt/receipt-input";
import { readFact } from "../../core/sale/read-fact";
import { browserSigner } from "../react/browser-signer";
import { change, FLOUR, MILK, SHOP, STORE_ID, SUPERVISOR_ID } from "../testing/fake-shop";
import { readSales } from "../testing/read-facts";
import { createTestShop, openSellingTill, openTill, type TestShop } from "../testing/test-till";
import type { TillEngine } from "./create-till-engine";

/** For a machine that is busy with other things. */
const PATIENCE = { timeout: 30_000 };
const SIGNER = browserSigner(webcrypto as unknown as Crypto);
const APPROVER = { staffId: SUPERVISOR_ID, pin: "222222", reason: "faulty" };
const OTHER_TERMINAL_ID = "44444444-4444-4444-8444-44444444444b";

/** A till that made its own key when it was enrolled. */
async function openSigningTill(shop: TestShop, signer = SIGNER): Promise<TillEngine> {
  const first = openTill(shop, { signer });
  await first.start();
  await first.commands.enrolDevice({ storeId: STORE_ID });
  await first.stop();
  return openSellingTill(shop, { signer });
}

function askedKey(shop: TestShop): string {
  const asked = shop.server.requests.find((request) => request.path.endsWith("/enrol"));
  return (asked?.body as { publicKey?: string } | undefined)?.publicKey ?? "";
}

/** Another till of the business, in a browser of its own, that has heard of the first one's key. */
async function openOther(
  of: TestShop,
  key: Record<string, unknown> = {},
): Promise<{ shop: TestShop; till: TillEngine }> {
  const shop = createTestShop();
  const { certificate } = shop.server.enrolment;
  Object.assign(shop.server, {
    enrolment: {
      ...shop.server.enrolment,
      certificate: { ...certificate, terminalId: OTHER_TERMINAL_ID, code: "B1" },
    },
  });
  const { terminalId: id } = of.server.enrolment.certificate;
  const body = { id, code: "A3", registerName: "Till 2", storeId: STORE_ID, status: "active" };
  shop.server.changes.push(
    change("terminal_key", id, { ...body, publicKey: askedKey(of), ...key }),
  );
  const till = await openSellingTill(shop, { signer: SIGNER });
  return { shop, till };
}

function codeIn(receipt: ReceiptInput | null): string {
  const proof = receipt && buildReceipt(receipt).blocks.find((block) => block.kind === "proof");
  return proof?.payload ?? "";
}

/** Five bags of flour and two packets of milk, and the code on their receipt. */
async function sellAndSign(
  shop: TestShop,
  till: TillEngine,
): Promise<{ code: string; saleId: string }> {
  till.commands.scan("5*FLR-2");
  till.commands.scan("2*MLK-500");
  const { saleId } = await till.commands.takePayment({ method: "cash" });
  const code = codeIn(await till.commands.readReceipt(saleId));
  await shop.world.advance(1_000);
  return { code, saleId };
}

const firstLine = (sale: { lines: readonly { line: { lineId: string } }[] }) =>
  sale.lines[0]?.line.lineId ?? "";

async function takeBack(till: TillEngine, code: string, quantity: number) {
  const sale = await till.commands.findReceipt(code);
  const lines = [{ lineId: firstLine(sale), quantityMilli: quantityMilli(quantity) }];
  expect(() => till.commands.addReturn({ sale, lines, reason: "faulty" })).toThrow(
    "approval_required",
  );
  await till.commands.approve(APPROVER);
  return till.commands.payOut();
}

test("[TS14] a till makes a key when it is enrolled and signs what it sold, on paper and screen", async () => {
  const shop = createTestShop();
  const till = await openSigningTill(shop);
  expect(askedKey(shop)).toMatch(/^[A-Z2-7]{104}$/);
  const { code, saleId } = await sellAndSign(shop, till);
  expect(code).toMatch(/^KAUNTA2:A3:2026-04-30-A3-01:/);
  const isSigned = () => {
    const { till: now } = till.getSnapshot();
    expect(now.status === "paid" && codeIn(now.paid.receipt)).toMatch(/^KAUNTA2:A3:/);
  };
  await vi.waitFor(isSigned, PATIENCE);
  expect(codeIn(await till.commands.readReceipt(saleId))).toMatch(/^KAUNTA2:A3:/);
});

test("[TS14] without keys, with one that fails, and for practice, receipts are what they were", async () => {
  const plain = createTestShop();
  const unsigned = await openSellingTill(plain);
  expect((await sellAndSign(plain, unsigned)).code).toMatch(/^KAUNTA1:/);

  const broken = createTestShop();
  const failing = { ...SIGNER, sign: () => Promise.reject(new Error("no key")) };
  const till = await openSigningTill(broken, failing as typeof SIGNER);
  expect((await sellAndSign(broken, till)).code).toMatch(/^KAUNTA1:/);
  expect(broken.reported).not.toEqual([]);

  const shop = createTestShop();
  const trainee = await openSigningTill(shop);
  trainee.commands.setTraining(true);
  expect((await sellAndSign(shop, trainee)).code).toMatch(/^KAUNTA1:/);
});

test("[TB3] a scanned code opens the return as the number does", async () => {
  const shop = createTestShop();
  const till = await openSigningTill(shop);
  const { code } = await sellAndSign(shop, till);
  const receiptNumber = "2026-04-30-A3-01";
  expect(till.commands.scan(code)).toEqual({ kind: "receipt", receiptNumber, code });
  expect(till.commands.scan(code.toLowerCase())).toEqual({ kind: "receipt", receiptNumber, code });
  const plain = `KAUNTA1:A3:412:KES:184500:9F3A00C1:${receiptNumber}`;
  expect(till.commands.scan(plain)).toEqual({ kind: "receipt", receiptNumber, code: null });
  expect(await till.commands.findReceipt(plain)).toMatchObject({ receiptNumber });
});

test("[TB3] goods of another till's sale come back without a network by its signed code", async () => {
  const first = createTestShop();
  const { code, saleId } = await sellAndSign(first, await openSigningTill(first));
  const { shop, till } = await openOther(first);
  shop.server.isDown = true;
  await expect(till.commands.findReceipt("2026-04-30-A3-01")).rejects.toMatchObject({
    code: "receipt_unreachable",
  });
  const sale = await till.commands.findReceipt(code);
  expect(sale).toMatchObject({
    saleId,
    totalMinor: 94_500,
    isFromServer: false,
    payments: [{ method: "cash", amountMinor: 94_500 }],
    lines: [
      { leftMilli: 5_000, line: { name: FLOUR.name, sku: FLOUR.sku } },
      { leftMilli: 2_000, line: { name: MILK.name } },
    ],
  });
  expect(await takeBack(till, code, 2_000)).toMatchObject({ kind: "refund", totalMinor: -33_000 });
  // What this till took back counts.
  expect((await till.commands.findReceipt(code)).lines[0]).toMatchObject({ leftMilli: 3_000 });
  shop.server.isDown = false;
  await shop.world.advance(60_000);
  const refund = await vi.waitFor(async () => {
    const last = (await readSales(shop)).at(-1);
    expect(last).toMatchObject({ kind: "refund", totalMinor: -33_000 });
    return last;
  }, PATIENCE);
  expect(refund?.lines[0]?.returned).toMatchObject({
    saleId,
    lineId: firstLine(sale),
    soldQuantityMilli: 5_000,
    sold: { grossMinor: 82_500 },
  });
});

test("[TB3] an altered code, one of a stranger and one of a revoked till show nothing", async () => {
  const first = createTestShop();
  const { code } = await sellAndSign(first, await openSigningTill(first));
  const { shop, till } = await openOther(first);
  shop.server.isDown = true;
  const altered = code.replace(
    /:([A-Z2-7])([A-Z2-7]+:[A-Z2-7]+)$/,
    (_all, letter, rest) => `:${letter === "A" ? "B" : "A"}${rest}`,
  );
  for (const bad of [altered, code.replace(":A3:2026", ":C9:2026")]) {
    await expect(till.commands.findReceipt(bad)).rejects.toMatchObject({
      code: "receipt_code_invalid",
    });
  }
  const stolen = await openOther(first, { status: "revoked" });
  stolen.shop.server.isDown = true;
  await expect(stolen.till.commands.findReceipt(code)).rejects.toMatchObject({
    code: "receipt_unreachable",
  });
});

test(
  "[TB4] a till takes goods back by codes alone so often a day, and for so much",
  async () => {
    const first = createTestShop();
    const seller = await openSigningTill(first);
    const codes: string[] = [];
    for (let count = 0; count < 11; count += 1) codes.push((await sellAndSign(first, seller)).code);
    const { shop, till } = await openOther(first);
    shop.server.isDown = true;
    for (const code of codes.slice(0, 10)) await takeBack(till, code, 1_000);
    await expect(till.commands.findReceipt(codes.at(-1) ?? "")).rejects.toMatchObject({
      code: "return_till_limit",
    });
  },
  PATIENCE.timeout,
);

test("[TB4] what stands in the cart counts against the day's amount", async () => {
  const first = createTestShop();
  const seller = await openSigningTill(first);
  seller.commands.scan("400*FLR-2");
  const { saleId } = await seller.commands.takePayment({ method: "cash" });
  const code = codeIn(await seller.commands.readReceipt(saleId));
  const { shop, till } = await openOther(first);
  shop.server.isDown = true;
  const sale = await till.commands.findReceipt(code);
  expect(sale.offline).toEqual({ leftMinor: minor(5_000_000) });
  const lines = [{ lineId: firstLine(sale), quantityMilli: quantityMilli(304_000) }];
  expect(() => till.commands.addReturn({ sale, lines, reason: "faulty" })).toThrow(
    "return_till_limit",
  );
  await takeBack(till, code, 303_000);
  const left = await till.commands.findReceipt(code);
  expect(left.offline).toEqual({ leftMinor: minor(5_000_000 - 303 * 16_500) });
});

test("[TB5] a genuine code that the server does not know brings its sale back, once", async () => {
  const first = createTestShop();
  const seller = await openSigningTill(first);
  const { code, saleId } = await sellAndSign(first, seller);
  const lost = await vi.waitFor(() => {
    const sold = first.server.inbox.get(2);
    expect(sold).toBeDefined();
    return sold;
  }, PATIENCE);
  const { shop, till } = await openOther(first);
  await expect(till.commands.findReceipt(code)).rejects.toMatchObject({
    code: "receipt_not_found",
    details: { canRecover: true },
  });
  await expect(till.commands.recoverSale({ code })).rejects.toMatchObject({
    code: "approval_required",
  });
  expect(till.getSnapshot().cart.approval).toMatchObject({ act: "recover_sale" });
  await till.commands.approve(APPROVER);
  const before = till.getSnapshot().till;
  await shop.world.advance(1_000);
  const fact = await vi.waitFor(() => {
    const event = [...shop.server.inbox.values()].at(-1);
    const read = event && readFact(event);
    expect(read).toMatchObject({ document: { saleId } });
    return read;
  }, PATIENCE);
  expect(fact).toMatchObject({
    kind: "sale",
    document: { saleId, totalMinor: 94_500 },
    recovered: {
      terminalId: lost?.terminalId,
      sequence: lost?.sequence,
      hash: lost?.hash,
      soldAt: lost?.createdAt,
      businessDate: "2026-04-30",
      isItemised: true,
      approvals: [{ permission: "sale.void", approverId: SUPERVISOR_ID }],
    },
  });
  // Nothing of it is in this drawer.
  expect(before.status === "selling" && before.shift.salesCount).toBe(0);
  await expect(till.commands.findReceipt(code)).rejects.toMatchObject({
    details: { canRecover: false, isRecovered: true },
  });
  await expect(till.commands.recoverSale({ code })).rejects.toMatchObject({
    code: "approval_required",
  });
  await expect(till.commands.approve(APPROVER)).rejects.toMatchObject({
    code: "sale_already_recorded",
  });
});

test("[TB5] a sale of another store is not brought back here", async () => {
  const first = createTestShop();
  const { code } = await sellAndSign(first, await openSigningTill(first));
  const storeId = SHOP.id.replace("3", "9");
  const { till } = await openOther(first, { storeId });
  await expect(till.commands.findReceipt(code)).rejects.toMatchObject({
    code: "receipt_not_found",
    details: { canRecover: false },
  });
  await expect(till.commands.recoverSale({ code })).rejects.toMatchObject({
    code: "receipt_code_invalid",
  });
});
