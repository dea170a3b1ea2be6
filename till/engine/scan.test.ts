import { expect, test } from "vitest";
import { minor } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import { change, product, SUKUMA } from "../testing/fake-shop";
import { readSales } from "../testing/read-facts";
import { createTestShop, openSellingTill } from "../testing/test-till";

/** Of prefix 20 a price, of 21 a weight in grams; the item's own number is 00042. */
const BEEF = product(20, {
  sku: "BEEF",
  name: "Beef",
  unit: "kg",
  barcodes: [
    { code: "2000042000004", packQuantityMilli: 1_000 },
    { code: "2100042000001", packQuantityMilli: 1_000 },
  ],
  prices: [{ priceListId: "55555555-5555-4555-8555-555555555555", priceMinor: 80_000 }],
});

const SHIRT_SIZES = ["S", "M", "L"];

function shirt(number: number, size: string) {
  return product(30 + number, {
    sku: `SHIRT-${size}`,
    name: `Shirt ${size}`,
    family: "SHIRT",
    barcodes: [
      {
        code: ["5000000000005", "5000000000012", "5000000000029"][number] ?? "",
        packQuantityMilli: 1_000,
      },
    ],
    options: [
      { name: "Size", value: size },
      { name: "Colour", value: "White" },
    ],
  });
}

async function measuringTill() {
  const shop = createTestShop();
  const shirts = SHIRT_SIZES.map((size, index) => shirt(index, size));
  for (const item of [BEEF, ...shirts]) shop.server.changes.push(change("product", item.id, item));
  return { shop, till: await openSellingTill(shop), shirts };
}

test("[TC7] a weight in the barcode is the quantity, a price in it is the price of the whole", async () => {
  const { shop, till } = await measuringTill();
  // 1.250 kg at 800.00, then 399.50 whatever it weighs.
  expect(till.commands.scan("2100042012509")).toMatchObject({ kind: "added" });
  expect(till.commands.scan("2000042399504")).toMatchObject({ kind: "added" });
  const { cart } = till.getSnapshot();
  expect(cart.lines.map((line) => [line.quantityMilli, line.amountMinor])).toEqual([
    [1_250, 100_000],
    [499, 39_950],
  ]);
  expect(cart.lines[1]?.trace.map((step) => step.kind)).toEqual(["list", "embedded"]);
  till.commands.scan("2*2000042399504");
  expect(till.getSnapshot().cart.lines[2]).toMatchObject({ amountMinor: 79_900 });
  await till.commands.takePayment({ method: "cash" });
  expect(await readSales(shop)).toMatchObject([{ totalMinor: 100_000 + 39_950 + 79_900 }]);
});

test("[TC5] a misread code says so; a known text of the shop's own does not", async () => {
  const { till } = await measuringTill();
  expect(till.commands.scan("6161101870017")).toEqual({ kind: "unknown", code: "6161101870017" });
  expect(till.getSnapshot().cart.unknownScan).toMatchObject({ problem: "wrong_check_digit" });
  till.commands.scan("4006381333931");
  expect(till.getSnapshot().cart.unknownScan).toMatchObject({ problem: null });
  expect(till.commands.scan("SUK")).toMatchObject({ kind: "asks", prompt: { kind: "weight" } });
});

test("[TC8] a tapped article of several sizes asks which; its own barcode does not", async () => {
  const { till, shirts } = await measuringTill();
  const [small, medium] = shirts;
  const productId = small?.id ?? "";
  expect(till.findProduct(productId)?.variantCount).toBe(3);
  expect(till.commands.addProduct({ productId })).toMatchObject({
    kind: "asks",
    prompt: { kind: "variant" },
  });
  expect(till.variantsOf(productId).map((variant) => variant.options)).toEqual(
    SHIRT_SIZES.map((value) => [
      { name: "Size", value },
      { name: "Colour", value: "White" },
    ]),
  );
  const chosen = { productId: medium?.id ?? "", isVariantChosen: true };
  expect(till.commands.addProduct(chosen)).toMatchObject({ kind: "added" });
  expect(till.getSnapshot().cart.prompt).toBeNull();
  expect(till.commands.scan("5000000000029")).toMatchObject({ kind: "added" });
  expect(till.getSnapshot().cart.lines.map((line) => line.name)).toEqual(["Shirt M", "Shirt L"]);
  expect(till.variantsOf(SUKUMA.id)).toHaveLength(1);
});

test("[TC8] packets of several sizes are each on their own tile and go in at one tap", async () => {
  const { shop, till } = await measuringTill();
  const packets = ["1 kg", "2 kg"].map((size, index) =>
    product(40 + index, {
      sku: `SUGAR-${index}`,
      name: `Sugar ${size}`,
      family: "Sugar",
      options: [{ name: "Size", value: size }],
    }),
  );
  for (const item of packets) shop.server.changes.push(change("product", item.id, item));
  till.commands.syncNow();
  await shop.world.advance(60_000);
  const productId = packets[0]?.id ?? "";
  expect(till.findProduct(productId)?.variantCount).toBe(2);
  expect(till.commands.addProduct({ productId })).toMatchObject({ kind: "added" });
});

test("[TS12] a scan makes one line anew and leaves every other as it was", async () => {
  const { till } = await measuringTill();
  till.commands.scan("FLR-2");
  till.commands.scan("MLK-500");
  const before = till.getSnapshot().cart.lines;
  till.commands.scan("MLK-500");
  const after = till.getSnapshot().cart.lines;
  expect(after[0]).toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
  expect(after[1]?.quantityMilli).toBe(2_000);
});

test("twenty scans a second: none is lost, in order, while a payment is made", async () => {
  const { till } = await measuringTill();
  till.commands.scan("FLR-2");
  const paying = till.commands.takePayment({ method: "cash" });
  for (let scan = 0; scan < 200; scan += 1) {
    expect(till.commands.scan(scan % 2 === 0 ? "FLR-2" : "MLK-500").kind).not.toBe("unknown");
  }
  await paying;
  const { lines } = till.getSnapshot().cart;
  expect(lines.map((line) => line.quantityMilli)).toEqual([100_000, 100_000]);
});

test("an open price is asked once and stands on its own line", async () => {
  const { till } = await measuringTill();
  till.commands.addProduct({
    productId: "88888888-8888-4888-8888-000000000003",
    unitPriceMinor: minor(35_000),
    quantityMilli: quantityMilli(2_000),
  });
  expect(till.getSnapshot().cart.lines[0]).toMatchObject({
    listPriceMinor: null,
    isPriceChanged: false,
    amountMinor: 70_000,
  });
});
