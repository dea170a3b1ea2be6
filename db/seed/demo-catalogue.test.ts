import { describe, expect, it } from "vitest";
import { BRIGHT_AND_CO } from "./bright-and-co";
import { DEMO_AFFINITIES } from "./demo-affinities";
import type { DemoTenant } from "./demo-tenant";
import { DUKA_MOJA } from "./duka-moja";

const TENANTS: readonly DemoTenant[] = [DUKA_MOJA, BRIGHT_AND_CO];

function repeated(values: readonly string[]): readonly string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

function hasEan13CheckDigit(code: string): boolean {
  const sum = [...code].reduce((s, digit, index) => s + Number(digit) * (index % 2 ? 3 : 1), 0);
  return /^\d{13}$/.test(code) && sum % 10 === 0;
}

describe.each(TENANTS.map((tenant) => [tenant.code, tenant] as const))("%s", (_, tenant) => {
  const { categories, products, staff, stores, taxGroups } = tenant;
  const barcodes = products.flatMap((product) => product.barcodes.map(({ code }) => code));

  it("has valid EAN-13 codes, each on one product", () => {
    expect(barcodes.filter((code) => !hasEan13CheckDigit(code))).toEqual([]);
    expect(repeated(barcodes)).toEqual([]);
  });

  it("keeps clear of the prefix of codes that carry a weight or a price", () => {
    expect(barcodes.filter((code) => code.startsWith("2"))).toEqual([]);
  });

  it("gives every sku and every name once", () => {
    expect(repeated(products.map(({ sku }) => sku))).toEqual([]);
    expect(repeated(products.map(({ name }) => name))).toEqual([]);
  });

  it("names products within a tile and with letters for initials", () => {
    expect(products.filter(({ name }) => name.length > 40)).toEqual([]);
    expect(products.filter(({ name }) => !/^\p{Lu}.*\p{L}/u.test(name))).toEqual([]);
  });

  it("prices above cost without tax", () => {
    const losses = products.filter((product) => {
      const ratePpm = taxGroups.find(({ code }) => code === product.taxGroupCode)?.ratePpm ?? 0;
      const divisor = tenant.pricesIncludeTax ? 1_000_000 + ratePpm : 1_000_000;
      const netMinor = (product.priceMinor * 1_000_000) / divisor;
      return product.costMinor <= 0 || product.costMinor >= netMinor;
    });
    expect(losses).toEqual([]);
  });

  it("fills every category, with a hue, an icon and a name short enough for the rail", () => {
    const used = new Set(products.map(({ categoryCode }) => categoryCode));
    expect([...used].sort()).toEqual(categories.map(({ code }) => code).sort());
    for (const { hue, icon, name, nameSwahili } of categories) {
      expect([85, 45, 240, 62, 145, 108, 200, 285, 0, 330]).toContain(hue);
      expect(icon).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(Math.max(name.length, nameSwahili.length)).toBeLessThanOrEqual(12);
    }
    const hues = categories.map(({ hue }) => hue);
    expect(hues.filter((hue, index) => hue === hues[index + 1])).toEqual([]);
  });

  it("refers only to tax groups and stores that exist", () => {
    const taxCodes = taxGroups.map(({ code }) => code);
    expect(taxCodes).toContain(tenant.defaultTaxGroupCode);
    expect(products.filter(({ taxGroupCode }) => !taxCodes.includes(taxGroupCode))).toEqual([]);
    const storeCodes = stores.map(({ code }) => code);
    expect(staff.flatMap((s) => s.storeCodes).filter((c) => !storeCodes.includes(c))).toEqual([]);
  });

  it("stocks every store in whole pieces", () => {
    for (const product of products) {
      expect(product.openingStockMilli).toHaveLength(stores.length);
      expect(product.openingStockMilli.filter((l) => l < 0 || l % 1000 !== 0)).toEqual([]);
      expect(product.lowStockMilli).toBeGreaterThan(0);
      expect(product.popularity).toBeGreaterThan(0);
    }
  });

  it("tells the variants of a family apart by the same options", () => {
    const families = new Set(products.flatMap(({ family }) => family ?? []));
    for (const family of families) {
      const variants = products.filter((product) => product.family === family);
      const optionNames = variants.map(({ options }) => options?.map((o) => o.name).join());
      const values = variants.map(({ options }) => options?.map((o) => o.value).join() ?? "");
      expect(variants.length).toBeGreaterThan(1);
      expect(new Set(optionNames).size).toBe(1);
      expect(repeated(values)).toEqual([]);
      expect(new Set(variants.map(({ taxGroupCode }) => taxGroupCode)).size).toBe(1);
    }
  });

  it("signs nobody in under another's address or PIN", () => {
    expect(repeated(staff.map(({ email }) => email))).toEqual([]);
    expect(repeated(staff.flatMap(({ pin }) => pin ?? []))).toEqual([]);
    expect(staff.filter(({ password }) => password !== "kaunta-demo")).toEqual([]);
  });
});

describe("Duka Moja", () => {
  const { rules } = DUKA_MOJA;

  it("has promotions that a plain cart never meets, and rules for goods that it sells", () => {
    const skus = new Set(DUKA_MOJA.products.map(({ sku }) => sku));
    const groups = new Set(rules.groups.map(({ code }) => code));
    const byThemselves = rules.promotions.filter(
      ({ coupon, groupCodes }) => coupon === null && groupCodes.length === 0,
    );
    expect(byThemselves).toEqual([]);
    expect(rules.priceLists.filter(({ groupCodes }) => groupCodes.length === 0)).toEqual([]);
    const named = [...rules.promotions, ...rules.priceLists];
    expect(named.flatMap((each) => each.skus).filter((sku) => !skus.has(sku))).toEqual([]);
    const inGroups = [...named, ...rules.customers].flatMap(({ groupCodes }) => groupCodes);
    expect(inGroups.filter((code) => !groups.has(code))).toEqual([]);
    expect(repeated(rules.customers.map(({ code }) => code))).toEqual([]);
    expect(repeated(rules.customers.map(({ phone }) => phone))).toEqual([]);
    expect(rules.customers.length).toBeGreaterThanOrEqual(12);
  });

  const { products, staff, stores } = DUKA_MOJA;

  it("fills a mini-market", () => {
    expect(products.length).toBeGreaterThanOrEqual(300);
    expect(products.filter(({ unit }) => unit === "kg").length).toBeGreaterThanOrEqual(30);
    const cartons = products.flatMap(({ barcodes }) => barcodes.slice(1));
    expect(cartons.length).toBeGreaterThanOrEqual(30);
    expect(cartons.filter((carton) => carton.packQuantityMilli <= 1000)).toEqual([]);
    expect(products.filter(({ family }) => family !== undefined).length).toBeGreaterThan(100);
  });

  it("has mostly Kenyan barcodes and some imports", () => {
    const prefixes = products.flatMap(({ barcodes }) =>
      barcodes.map(({ code }) => code.slice(0, 3)),
    );
    const kenyan = prefixes.filter((prefix) => prefix === "616").length;
    expect(kenyan / prefixes.length).toBeGreaterThan(0.8);
    expect(prefixes.filter((prefix) => !/^(616|600|50\d|871)$/.test(prefix))).toEqual([]);
  });

  it("sells by weight without a barcode, and by shelf code only where nobody prints one", () => {
    const weighed = products.filter(({ unit }) => unit === "kg");
    expect(
      weighed.filter(({ sku, barcodes }) => barcodes.length > 0 || !/^PLU-/.test(sku)),
    ).toEqual([]);
    const unlabelled = products.filter((p) => p.unit === "each" && p.barcodes.length === 0);
    expect(unlabelled.filter(({ sku }) => !/^PLU-3\d{3}$/.test(sku))).toEqual([]);
  });

  it("prices in whole shillings", () => {
    expect(products.filter(({ priceMinor }) => priceMinor % 100 !== 0)).toEqual([]);
  });

  it("keeps the sign-ins and PINs that the documentation promises", () => {
    const pins = Object.fromEntries(staff.map((member) => [member.email, member.pin]));
    for (const login of ["owner", "admin", "accountant", "auditor"]) {
      expect(staff.find(({ email }) => email === `${login}@duka.test`)?.role).toBe(login);
    }
    expect(pins["cashier@duka.test"]).toBe("1111");
    expect(pins["supervisor@duka.test"]).toBe("222222");
  });

  it("staffs two registers in each of three stores", () => {
    expect(stores).toHaveLength(3);
    for (const store of stores) {
      const cashiers = staff.filter((s) => s.role === "cashier" && s.storeCodes[0] === store.code);
      expect(store.registerNames).toEqual(["Till 1", "Till 2"]);
      expect(cashiers).toHaveLength(2);
    }
  });

  it("buys together only what is on the shelves", () => {
    const skus = new Set(products.map(({ sku }) => sku));
    const wanted = DEMO_AFFINITIES.flat(2);
    expect(wanted.filter((sku) => !skus.has(sku))).toEqual([]);
  });
});

describe("Bright & Co", () => {
  it("sells at three rates without tax in its prices", () => {
    const used = new Set(BRIGHT_AND_CO.products.map(({ taxGroupCode }) => taxGroupCode));
    expect([...used].sort()).toEqual(["R", "S", "Z"]);
    expect(BRIGHT_AND_CO.pricesIncludeTax).toBe(false);
    expect(BRIGHT_AND_CO.products.length).toBeGreaterThanOrEqual(55);
  });
});
