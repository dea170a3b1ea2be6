import { describe, expect, test } from "vitest";
import { isSealIntact } from "../../core/sync/envelope";
import { pushRequestSchema } from "../../core/sync/protocol-v1";
import { openMemoryStore } from "../store/memory-store";
import { createTillLog } from "../store/till-log";
import { CASHIER_ID, STORE_ID, TERMINAL_ID } from "../testing/fake-shop";
import { createTestShop, openSellingTill, openTill, type TestShop } from "../testing/test-till";
import type { TillEngine } from "./create-till-engine";

async function sell(till: TillEngine, times: number): Promise<void> {
  for (let sale = 0; sale < times; sale += 1) {
    till.commands.scan("FLR-2");
    await till.commands.takePayment({ method: "cash" });
  }
}

/** A till that sold `times` without a server and whose shift is closed. */
async function unsentTill(times: number): Promise<{ shop: TestShop; till: TillEngine }> {
  const shop = createTestShop();
  for (const change of shop.server.changes) {
    if (change.entity !== "staff" || change.id !== CASHIER_ID) continue;
    const body = change.body as { permissions: string[] };
    change.body = { ...body, permissions: [...body.permissions, "terminal.enrol"] };
  }
  const till = await openSellingTill(shop);
  await shop.world.advance(300);
  shop.server.isDown = true;
  await sell(till, times);
  till.commands.startNextSale();
  await till.commands.closeShift({ countedCashMinor: null });
  return { shop, till };
}

describe("[TD5] a file of what is unsent", () => {
  test("holds the sealed envelopes in requests that the server takes, and no secret", async () => {
    const { till } = await unsentTill(130);
    const file = await till.commands.exportUnsent();
    expect(file).toMatchObject({
      fileName: "kaunta-unsent-A3-2026-04-30-to-132.json",
      saleCount: 130,
      eventCount: 131,
      through: [{ terminalId: TERMINAL_ID, sequence: 132 }],
    });
    const { terminals, ...head } = JSON.parse(file.text);
    expect(head).toMatchObject({ format: "kaunta-unsent", version: 1 });
    expect(terminals).toHaveLength(1);
    expect(terminals[0]).toMatchObject({
      certificate: { terminalId: TERMINAL_ID, code: "A3" },
      head: { sequence: 132 },
      receivedThrough: 1,
    });
    const pushes = terminals[0].pushes.map((push: unknown) => pushRequestSchema.parse(push));
    expect(pushes.map((push: { events: unknown[] }) => push.events.length)).toEqual([100, 31]);
    const events = pushes.flatMap((push: { events: unknown[] }) => push.events);
    expect(events.map((event: { sequence: number }) => event.sequence)).toEqual(
      Array.from({ length: 131 }, (_, at) => at + 2),
    );
    expect(events.every(isSealIntact)).toBe(true);
    expect(file.text).not.toContain("device-token");
    expect(file.text).not.toContain("lease-");
  });

  test("is empty when the server has booked everything", async () => {
    const shop = createTestShop();
    const till = await openSellingTill(shop);
    await sell(till, 2);
    await shop.world.advance(300);
    expect(await till.commands.countUnsent()).toEqual({ saleCount: 0, eventCount: 0 });
    expect((await till.commands.exportUnsent()).through).toEqual([]);
  });
});

describe("[TD5] a till that still has to send", () => {
  test("is not removed until the file is saved, nor by what was sold after it", async () => {
    const { shop, till } = await unsentTill(2);
    await expect(till.commands.removeTill()).rejects.toMatchObject({
      code: "unsent_events",
      details: { count: 3 },
    });
    expect(shop.marker.terminalId).toBe(TERMINAL_ID);
    await till.commands.noteUnsentSaved(await till.commands.exportUnsent());
    await till.commands.openShift({ floatMinor: 0 as never });
    await sell(till, 1);
    await till.commands.closeShift({ countedCashMinor: null });
    await expect(till.commands.removeTill()).rejects.toMatchObject({ code: "unsent_events" });
  });

  test("is removed after the file was saved, and its sales still go up", async () => {
    const { shop, till } = await unsentTill(2);
    await till.commands.noteUnsentSaved(await till.commands.exportUnsent());
    await till.commands.removeTill();
    expect(till.getSnapshot().till.status).toBe("not_enrolled");
    expect(shop.marker.terminalId).toBeNull();
    await till.stop();
    const again = openTill(shop);
    await again.start();
    expect(again.getSnapshot().till.status).toBe("not_enrolled");
    expect(await again.commands.countUnsent()).toMatchObject({ saleCount: 2 });
    shop.server.isDown = false;
    await shop.world.advance(60_000);
    expect([...shop.server.inbox.keys()]).toEqual([1, 2, 3, 4]);
  });

  test("is not set up anew, and the server is not even asked", async () => {
    const { shop, till } = await unsentTill(1);
    shop.server.requests.length = 0;
    await expect(till.commands.enrolDevice({ storeId: STORE_ID })).rejects.toMatchObject({
      code: "unsent_events",
    });
    expect(shop.server.requests).toEqual([]);
  });

  test("is removed only by who may set up tills, with the shift closed and the cart empty", async () => {
    const shop = createTestShop();
    const till = await openSellingTill(shop);
    await shop.world.advance(300);
    await expect(till.commands.removeTill()).rejects.toMatchObject({ code: "permission_denied" });
    const { till: mine } = await unsentTill(0);
    await mine.commands.openShift({ floatMinor: 0 as never });
    await expect(mine.commands.removeTill()).rejects.toMatchObject({ code: "shift_already_open" });
    mine.commands.scan("FLR-2");
    await expect(mine.commands.removeTill()).rejects.toMatchObject({ code: "cart_not_empty" });
  });

  test("keeps its log when it is removed", async () => {
    const { shop, till } = await unsentTill(1);
    shop.server.isDown = false;
    await shop.world.advance(60_000);
    await till.commands.removeTill();
    const rows = await createTillLog(openMemoryStore(shop.disk).log).readEvents({
      terminalId: TERMINAL_ID,
      after: 0,
      limit: 10,
    });
    expect(rows.map((row) => row.envelope.type)).toEqual(["SHIFT_OPENED", "SALE", "SHIFT_CLOSED"]);
  });
});
