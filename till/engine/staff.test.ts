import { expect, test } from "vitest";
import { CASHIER_ID, change, SUPERVISOR_ID } from "../testing/fake-shop";
import { createTestShop, openSellingTill, openTill } from "../testing/test-till";

async function lockedTill() {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  till.commands.lock();
  return { shop, till };
}

test("[TA1] five wrong PINs wait 30 seconds, each further one twice as long, through a reload", async () => {
  const { shop, till } = await lockedTill();
  const wrong = { staffId: CASHIER_ID, pin: "9999" };
  for (const attemptsLeft of [4, 3, 2, 1, 0]) {
    await expect(till.commands.unlock(wrong)).rejects.toMatchObject({
      code: "pin_wrong",
      details: { attemptsLeft },
    });
  }
  const right = { staffId: CASHIER_ID, pin: "1111" };
  await expect(till.commands.unlock(right)).rejects.toMatchObject({
    code: "pin_locked",
    details: { waitSeconds: 30 },
  });
  await till.stop();
  const again = openTill(shop);
  await again.start();
  await expect(again.commands.unlock(right)).rejects.toMatchObject({ code: "pin_locked" });
  await shop.world.advance(30_000);
  await expect(again.commands.unlock(wrong)).rejects.toMatchObject({ code: "pin_wrong" });
  await expect(again.commands.unlock(right)).rejects.toMatchObject({
    code: "pin_locked",
    details: { waitSeconds: 60 },
  });
  await shop.world.advance(60_000);
  await again.commands.unlock(right);
  again.commands.lock();
  await expect(again.commands.unlock(wrong)).rejects.toMatchObject({
    details: { attemptsLeft: 4 },
  });
});

test("[TA1] one person's wait does not keep another out, and ends on screen by itself", async () => {
  const { shop, till } = await lockedTill();
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await till.commands.unlock({ staffId: CASHIER_ID, pin: "9" }).catch(() => undefined);
  }
  const lockOf = () =>
    till.getSnapshot().staff.find((person) => person.staffId === CASHIER_ID)?.lockedUntil;
  expect(lockOf()).not.toBeNull();
  await till.commands.unlock({ staffId: SUPERVISOR_ID, pin: "222222" });
  expect(till.getSnapshot().till).toMatchObject({ status: "selling" });
  await shop.world.advance(60_000);
  expect(lockOf()).toBeNull();
});

test("[TA1] a clock set back does not lengthen a wait", async () => {
  const { shop, till } = await lockedTill();
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await till.commands.unlock({ staffId: CASHIER_ID, pin: "9" }).catch(() => undefined);
  }
  shop.world.setClock((shop.world.clock.now() - 86_400_000) as never);
  await expect(till.commands.unlock({ staffId: CASHIER_ID, pin: "1111" })).rejects.toMatchObject({
    code: "pin_locked",
    details: { waitSeconds: 30 },
  });
});

test("someone unknown or without a PIN cannot unlock", async () => {
  const { till } = await lockedTill();
  await expect(till.commands.unlock({ staffId: "nobody", pin: "1111" })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("[TA1] somebody's role has the name that their business gave it", async () => {
  const shop = createTestShop();
  const known = shop.server.changes.findLast(({ id }) => id === CASHIER_ID)?.body as object;
  shop.server.changes.push(
    change("staff", CASHIER_ID, { ...known, role: "night-shift", roleName: "Night shift" }),
  );
  const till = await openSellingTill(shop);
  const nameOf = (staffId: string) =>
    till.getSnapshot().staff.find((person) => person.staffId === staffId)?.roleName;
  expect([nameOf(CASHIER_ID), nameOf(SUPERVISOR_ID)]).toEqual(["Night shift", null]);
});
