import { expect, test } from "vitest";
import type { PushResponse } from "../../core/sync/protocol-v1";
import { pushAnswer } from "../testing/fake-server";
import { createTestShop, openSellingTill } from "../testing/test-till";

async function tillTold(said: Partial<PushResponse>) {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  for (let sale = 0; sale < 4; sale += 1) {
    till.commands.scan("FLR-2");
    await till.commands.takePayment({ method: "cash" });
  }
  const answer = { ...pushAnswer(shop.server, "lease-0"), ...said };
  shop.server.pushScript.push({ status: 200, body: answer, retryAfterMs: null });
  await shop.world.advance(250);
  return { shop, till };
}

test("[TP8] a sale that was set aside is told with its receipt and amount, from the log", async () => {
  const { till } = await tillTold({
    receivedThrough: 5,
    appliedThrough: 5,
    quarantined: [{ sequence: 3, code: "event_totals_mismatch" }],
  });
  expect(till.getSnapshot().sync).toMatchObject({ failedCount: 1, attention: "quarantined" });
  const { failed } = await till.commands.listFailed();
  expect(failed).toEqual([
    expect.objectContaining({
      kind: "quarantined",
      code: "event_totals_mismatch",
      sequence: 3,
      type: "SALE",
      receiptNumber: "2026-04-30-A3-02",
      totalMinor: 16_500,
      currency: "KES",
    }),
  ]);
});

test("[TP8] what could not be read is told by its place in the batch, a conflict by its sequence", async () => {
  const { till } = await tillTold({
    receivedThrough: 1,
    appliedThrough: 1,
    conflicts: [4],
    refused: [{ index: 1, code: "event_hash_mismatch" }],
  });
  const { failed } = await till.commands.listFailed();
  expect(failed.map(({ kind, sequence }) => [kind, sequence])).toEqual([
    ["refused", 2],
    ["conflict", 4],
  ]);
});

test("[TP8] a hole before something that arrived is told; the end of the log is only on its way", async () => {
  const { till } = await tillTold({
    receivedThrough: 1,
    appliedThrough: 1,
    waiting: [[4, 4]],
    missing: [
      [2, 3],
      [5, 5],
    ],
  });
  expect(till.getSnapshot().sync.missing).toEqual([[2, 3]]);
  const { missing } = await till.commands.listFailed();
  expect(missing).toEqual([{ from: 2, to: 3, isHere: true }]);
});

test("[TP8] an event that the till does not hold any more is told without its receipt", async () => {
  const { till } = await tillTold({
    receivedThrough: 5,
    appliedThrough: 5,
    quarantined: [{ sequence: 99, code: "event_schema_invalid" }],
  });
  const { failed } = await till.commands.listFailed();
  expect(failed).toEqual([
    {
      kind: "quarantined",
      code: "event_schema_invalid",
      sequence: 99,
      type: null,
      at: null,
      receiptNumber: null,
      totalMinor: null,
      currency: null,
    },
  ]);
});

test("[TP8] what is received and not booked is counted apart, and the trouble ends with its answer", async () => {
  const { shop, till } = await tillTold({
    receivedThrough: 5,
    appliedThrough: 2,
    quarantined: [{ sequence: 3, code: "event_totals_mismatch" }],
  });
  expect(till.getSnapshot().sync).toMatchObject({
    receivedCount: 5,
    unbookedCount: 3,
    waitingCount: 0,
    failedCount: 1,
  });
  await shop.world.advance(62_000);
  expect(till.getSnapshot().sync).toMatchObject({ unbookedCount: 0, failedCount: 0 });
});

test("[TP8] a conflict ends when somebody who may set up tills says so, and stays ended", async () => {
  const { shop, till } = await tillTold({ receivedThrough: 5, appliedThrough: 5, conflicts: [4] });
  await expect(till.commands.settleConflict(4)).rejects.toMatchObject({
    code: "permission_denied",
  });
  const enroller = shop.server.changes.flatMap(({ entity, body }) => {
    const person = body as { id: string; permissions: string[] };
    return entity === "staff" && person.permissions.includes("terminal.enrol") ? [person.id] : [];
  });
  await till.commands.switchCashier({ staffId: enroller[0] ?? "", pin: "222222" });
  await till.commands.settleConflict(4);
  expect(till.getSnapshot().sync).toMatchObject({ failedCount: 0, attention: null });
  await till.stop();
  const again = await openSellingTill(shop);
  expect(again.getSnapshot().sync.failedCount).toBe(0);
});
