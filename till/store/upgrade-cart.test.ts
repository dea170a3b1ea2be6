import { expect, test } from "vitest";
import { createTestShop, openSellingTill, openTill } from "../testing/test-till";
import { openMemoryStore } from "./memory-store";

/** As the released program wrote it. */
const FIRST_RELEASE = {
  cartId: "00000000-0000-7000-8000-0000000000aa",
  note: "back at six",
  changedAt: 1_777_528_800_000,
  lines: [
    {
      lineId: "00000000-0000-7000-8000-0000000000ab",
      productId: "88888888-8888-4888-8888-000000000001",
      sku: "FLR-2",
      name: "Jogoo maize flour 2 kg",
      unit: "each",
      quantityMilli: 2_000,
      unitPriceMinor: 15_900,
      discountMinor: 1_000,
      taxGroupCode: "A",
      isStocked: true,
      note: "dented",
    },
    {
      lineId: "00000000-0000-7000-8000-0000000000ac",
      productId: null,
      sku: "",
      name: "Gift wrap",
      unit: "each",
      quantityMilli: 1_000,
      unitPriceMinor: 5_000,
      discountMinor: 0,
      taxGroupCode: "A",
      isStocked: false,
      note: null,
    },
  ],
};

test("[TS9] a cart that the first release kept loads, costs what it said and is sold", async () => {
  const shop = createTestShop();
  const before = await openSellingTill(shop);
  await before.stop();
  const store = openMemoryStore(shop.disk);
  await store.log.write((transaction) =>
    transaction.put("carts", FIRST_RELEASE.cartId, FIRST_RELEASE),
  );
  const till = openTill(shop);
  await till.start();
  await till.commands.unlock({ staffId: "66666666-6666-4666-8666-666666666661", pin: "1111" });
  const { cart } = till.getSnapshot();
  expect(cart).toMatchObject({
    cartId: FIRST_RELEASE.cartId,
    note: "back at six",
    discountMinor: 1_000,
    totalMinor: 35_800,
  });
  expect(cart.lines.map((line) => [line.unitPriceMinor, line.note])).toEqual([
    [15_900, "dented"],
    [5_000, null],
  ]);
  till.commands.scan("FLR-2");
  expect(till.getSnapshot().cart.lines).toHaveLength(3);
  const paid = await till.commands.takePayment({ method: "cash" });
  expect(paid.totalMinor).toBe(35_800 + 16_500);
});
