import { expect, test } from "vitest";
import { CASHIER_ID } from "../testing/fake-shop";
import { createTestShop, openSellingTill, openTill } from "../testing/test-till";

const RIGHT = { staffId: CASHIER_ID, pin: "1111" };
const WRONG = { staffId: CASHIER_ID, pin: "9999" };

async function lockedTill() {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  till.commands.lock();
  return { shop, till };
}

/** What each try came to, by its code; "in" for one that was right. */
async function outcomes(tries: readonly Promise<void>[]): Promise<readonly string[]> {
  const settled = await Promise.allSettled(tries);
  return settled.map((each) => (each.status === "fulfilled" ? "in" : each.reason.code));
}

test("[TA1] PINs that are tried at one moment are counted one by one", async () => {
  const { till } = await lockedTill();
  const tried = Array.from({ length: 20 }, () => till.commands.unlock(WRONG));
  const codes = await outcomes(tried);
  expect(codes.filter((code) => code === "pin_wrong")).toHaveLength(5);
  expect(codes.filter((code) => code === "pin_locked")).toHaveLength(15);
  expect(await outcomes([till.commands.unlock(RIGHT)])).toEqual(["pin_locked"]);
});

test("[TA1] PINs that are tried in several windows count together", async () => {
  const { shop, till } = await lockedTill();
  const other = openTill(shop);
  await other.start();
  for (let attempt = 0; attempt < 3; attempt += 1) await outcomes([till.commands.unlock(WRONG)]);
  for (let attempt = 0; attempt < 2; attempt += 1) {
    expect(await outcomes([other.commands.unlock(WRONG)])).toEqual(["pin_wrong"]);
  }
  expect(await outcomes([till.commands.unlock(RIGHT)])).toEqual(["pin_locked"]);
  expect(till.getSnapshot().staff.find(({ staffId }) => staffId === CASHIER_ID)).toMatchObject({
    lockedUntil: expect.any(Number),
  });
  await shop.world.advance(30_000);
  expect(await outcomes([till.commands.unlock(RIGHT)])).toEqual(["in"]);
});

test("[TA9] badges that are tried at one moment are counted one by one", async () => {
  const { till } = await lockedTill();
  const tried = Array.from({ length: 20 }, () => till.commands.unlockByBadge("KB0000000000"));
  const codes = await outcomes(tried);
  expect(codes.filter((code) => code === "badge_unknown")).toHaveLength(5);
  expect(codes.filter((code) => code === "pin_locked")).toHaveLength(15);
});
