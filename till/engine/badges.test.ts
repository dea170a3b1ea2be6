import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { newBadgeCode } from "../../core/access/badge";
import { ENROLMENT_CODE_BYTES } from "../../core/access/enrolment-code";
import type { Change } from "../../core/sync/protocol-v1";
import { instant } from "../../core/time";
import { CASHIER_ID, SUPERVISOR_ID } from "../testing/fake-shop";
import { createTestShop, openSellingTill, openTill, type TestShop } from "../testing/test-till";

const BADGE = newBadgeCode(randomBytes(ENROLMENT_CODE_BYTES));
const WRONG = { staffId: CASHIER_ID, pin: "9999" };

function giveBadge(shop: TestShop, code: string, staffId = SUPERVISOR_ID): void {
  const badge = { algorithm: "pbkdf2-sha256", iterations: 1, salt: "", hash: code };
  shop.server.changes = shop.server.changes.map(
    (row): Change =>
      row.id === staffId ? { ...row, body: { ...(row.body as object), badge } } : row,
  );
}

async function lockedTill(code?: string) {
  const shop = createTestShop();
  if (code !== undefined) giveBadge(shop, code);
  const till = await openSellingTill(shop);
  till.commands.lock();
  const events = () => [...shop.server.inbox.values()].map(({ type }) => type);
  const cashier = () => {
    const state = till.getSnapshot().till;
    return "cashier" in state ? state.cashier.staffId : null;
  };
  return { shop, till, events, cashier };
}

async function missTimes(
  { shop, till }: Awaited<ReturnType<typeof lockedTill>>,
  times: number,
): Promise<void> {
  for (let miss = 0; miss < times; miss += 1) {
    await expect(till.commands.unlock(WRONG)).rejects.toMatchObject({ code: "pin_wrong" });
    shop.world.setClock(instant(shop.world.clock.now() + 15 * 60_000));
  }
}

test("[TA9] a badge that is scanned at a locked till signs its holder in", async () => {
  const { till, cashier } = await lockedTill("1234567890128");
  expect(till.commands.scan("1234567890128")).toEqual({ kind: "badge" });
  await till.commands.unlockByBadge("1234567890128");
  expect(cashier()).toBe(SUPERVISOR_ID);
});

test("[TA9] while somebody sells, a badge of the office's takes over and any other code is goods", async () => {
  const { till, cashier } = await lockedTill(BADGE);
  await till.commands.unlock({ staffId: CASHIER_ID, pin: "1111" });
  expect(till.commands.scan("1234567890128").kind).toBe("unknown");
  expect(till.commands.scan(BADGE)).toEqual({ kind: "badge" });
  await till.commands.unlockByBadge(BADGE);
  expect(cashier()).toBe(SUPERVISOR_ID);
});

test("[TA9] an unknown badge is refused, and where nobody has one a scan is no badge", async () => {
  const { till } = await lockedTill(BADGE);
  const refusal = { code: "badge_unknown" };
  await expect(till.commands.unlockByBadge("KB0000000000")).rejects.toMatchObject(refusal);
  expect((await lockedTill()).till.commands.scan(BADGE)).toEqual({ kind: "ignored" });
});

test("[TA9] who is locked out by wrong PINs stays so with a badge", async () => {
  const shop = createTestShop();
  giveBadge(shop, BADGE, CASHIER_ID);
  const till = await openSellingTill(shop);
  till.commands.lock();
  for (let miss = 0; miss < 5; miss += 1) {
    await till.commands.unlock(WRONG).catch(() => undefined);
  }
  await expect(till.commands.unlockByBadge(BADGE)).rejects.toMatchObject({ code: "pin_locked" });
});

describe("[TA9] badge brute force", () => {
  const GUESS = "KB0000000000";
  const LOCKED = { code: "pin_locked" };

  async function miss(till: Awaited<ReturnType<typeof lockedTill>>["till"], times: number) {
    for (let count = 0; count < times; count += 1) {
      await expect(till.commands.unlockByBadge(GUESS)).rejects.toMatchObject({
        code: "badge_unknown",
      });
    }
  }

  test("after five unknown ones the right one waits too, over a reload; PINs do not", async () => {
    const { shop, till } = await lockedTill(BADGE);
    await miss(till, 5);
    const wait = { ...LOCKED, details: { waitSeconds: 30 } };
    await expect(till.commands.unlockByBadge(BADGE)).rejects.toMatchObject(wait);
    await till.stop();
    const again = openTill(shop);
    await again.start();
    await shop.world.advance(1_000);
    await expect(again.commands.unlockByBadge(BADGE)).rejects.toMatchObject(LOCKED);
    await again.commands.unlock({ staffId: CASHIER_ID, pin: "1111" });
    again.commands.lock();
    shop.world.setClock(instant(shop.world.clock.now() + 30_000));
    await again.commands.unlockByBadge(BADGE);
    expect(again.getSnapshot().till).toMatchObject({ cashier: { staffId: SUPERVISOR_ID } });
  });

  test("one's own badge in between forgives nothing; a quarter of an hour does", async () => {
    const { shop, till } = await lockedTill(BADGE);
    await miss(till, 4);
    await till.commands.unlockByBadge(BADGE);
    till.commands.lock();
    await miss(till, 1);
    await expect(till.commands.unlockByBadge(BADGE)).rejects.toMatchObject(LOCKED);
    shop.world.setClock(instant(shop.world.clock.now() + 15 * 60_000));
    await miss(till, 4);
    await till.commands.unlockByBadge(BADGE);
  });

  test("after ten no wait helps, until somebody who may set up tills has typed a PIN", async () => {
    const { shop, till } = await lockedTill(BADGE);
    await miss(till, 4);
    for (let count = 0; count < 6; count += 1) {
      await miss(till, 1);
      shop.world.setClock(instant(shop.world.clock.now() + 14 * 60_000));
    }
    shop.world.setClock(instant(shop.world.clock.now() + 86_400_000));
    await expect(till.commands.unlockByBadge(BADGE)).rejects.toMatchObject({
      ...LOCKED,
      details: { needsManager: true },
    });
    await till.commands.unlock({ staffId: SUPERVISOR_ID, pin: "222222" });
    till.commands.lock();
    await till.commands.unlockByBadge(BADGE);
  });

  test("what is too short for a badge is none, and not counted", async () => {
    const { till, cashier } = await lockedTill(BADGE);
    for (let count = 0; count < 12; count += 1) {
      await expect(till.commands.unlockByBadge("5012345")).rejects.toMatchObject({
        code: "badge_unknown",
      });
    }
    await till.commands.unlockByBadge(BADGE);
    expect(cashier()).toBe(SUPERVISOR_ID);
  });
});

test("[TA8] PIN brute force: each lock-out is an event that names the person, the count and the end", async () => {
  const locked = await lockedTill();
  const { shop, till, events } = locked;
  await missTimes(locked, 4);
  expect(events()).not.toContain("SIGN_IN_LOCKED");
  const wrongAt = shop.world.clock.now();
  await expect(till.commands.unlock(WRONG)).rejects.toMatchObject({ code: "pin_wrong" });
  await shop.world.advance(1_000);
  const event = [...shop.server.inbox.values()].find(({ type }) => type === "SIGN_IN_LOCKED");
  expect(event).toMatchObject({
    cashierId: CASHIER_ID,
    payload: {
      staffId: CASHIER_ID,
      wrongCount: 5,
      lockedUntil: new Date(wrongAt + 30_000).toISOString(),
    },
  });
});

test("[TA8] PIN brute force: after ten no wait lets in, over a reload, until a manager has signed in", async () => {
  const locked = await lockedTill();
  const { shop, till } = locked;
  await missTimes(locked, 10);
  const right = { staffId: CASHIER_ID, pin: "1111" };
  const refusal = { code: "pin_locked", details: { needsManager: true } };
  shop.world.setClock(instant(shop.world.clock.now() + 86_400_000));
  await expect(till.commands.unlock(right)).rejects.toMatchObject(refusal);
  await till.stop();
  const again = openTill(shop);
  await again.start();
  await shop.world.advance(1_000);
  expect(again.getSnapshot().staff.find(({ staffId }) => staffId === CASHIER_ID)).toMatchObject({
    needsManager: true,
  });
  await expect(again.commands.unlock(right)).rejects.toMatchObject(refusal);
  await again.commands.unlock({ staffId: SUPERVISOR_ID, pin: "222222" });
  await again.commands.switchCashier(right);
  expect(again.getSnapshot().till).toMatchObject({ cashier: { staffId: CASHIER_ID } });
});

test("[TA8] another PIN from the office forgives what was missed of the one before", async () => {
  const locked = await lockedTill();
  const { shop, till } = locked;
  await missTimes(locked, 10);
  const cashier = shop.server.changes.find(({ id }) => id === CASHIER_ID);
  const body = cashier?.body as { pin: { hash: string } };
  shop.server.changes.push({
    ...(cashier as Change),
    body: { ...body, pin: { ...body.pin, hash: "2468" } },
  });
  till.commands.syncNow();
  await shop.world.advance(1_000);
  await till.commands.unlock({ staffId: CASHIER_ID, pin: "2468" });
});

test("[TA7] who has lost the store is gone with the next fetch, and cannot unlock or sell on", async () => {
  const { shop, till, cashier } = await lockedTill();
  const right = { staffId: CASHIER_ID, pin: "1111" };
  await till.commands.unlock(right);
  shop.server.changes.push({ entity: "staff", id: CASHIER_ID, revision: 9, body: null });
  till.commands.syncNow();
  await shop.world.advance(1_000);
  expect(cashier()).toBeNull();
  expect(till.getSnapshot().staff.map(({ staffId }) => staffId)).not.toContain(CASHIER_ID);
  await expect(till.commands.unlock(right)).rejects.toMatchObject({ code: "not_found" });
});
