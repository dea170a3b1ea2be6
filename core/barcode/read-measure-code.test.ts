import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeCheckDigit, toGtin14 } from "./gtin";
import { defaultMeasureLayouts, type MeasureKind, type ShopMeasureLayout } from "./measure-layout";
import { readMeasureCode } from "./read-measure-code";

const KES = { layouts: defaultMeasureLayouts("KES"), currency: "KES" };

function withCheck(body: string): string {
  return `${body}${computeCheckDigit(body)}`;
}

function shop(pattern: string, measures: MeasureKind = "quantity", currency = "KES") {
  const layout: ShopMeasureLayout = { name: "Scale", pattern, measures };
  return { layouts: [layout], currency };
}

describe("readMeasureCode", () => {
  it("[BC9] reads a weight, and the base code to look up", () => {
    expect(readMeasureCode(withCheck("215432101755"), KES)).toStrictEqual({
      baseCode: withCheck("215432100000"),
      lookupKeys: [`0${withCheck("215432100000")}`, withCheck("215432100000")],
      kind: "weight",
      weightMilli: 1755,
    });
  });

  it("[BC9] reads a price, and with its own check digit only if that is right", () => {
    expect(readMeasureCode(withCheck("204321034990"), KES)).toMatchObject({
      kind: "price",
      priceMinor: 34_990,
    });
    const right = readMeasureCode(withCheck("021234592875"), KES);
    expect(right).toMatchObject({ priceMinor: 2875, baseCode: withCheck("021234500000") });
    expect(readMeasureCode(withCheck("021234582875"), KES)).toBeNull();
  });

  it("[BC9] reads a UPC-A as the EAN-13 it is, and the other way round", () => {
    const upca = withCheck("21234592875");
    expect(readMeasureCode(upca, KES)).toMatchObject({ priceMinor: 2875 });
    const base = readMeasureCode(upca, KES)?.baseCode ?? "";
    expect(base).toBe(withCheck("21234500000"));
    expect(readMeasureCode(upca, KES)?.lookupKeys[0]).toBe(toGtin14(base));
    const layout = shop("2.....{NNNDD}C", "price");
    expect(readMeasureCode(`0${upca}`, layout)).toMatchObject({ priceMinor: 92_875 });
  });

  it("[BC9] reads the decimals that the pattern states", () => {
    const code = withCheck("231234500350");
    expect(readMeasureCode(code, shop("23.....{NNNNN}C"))).toMatchObject({
      quantityMilli: 350_000,
    });
    expect(readMeasureCode(code, shop("23.....{NNNND}C"))).toMatchObject({ quantityMilli: 35_000 });
    expect(readMeasureCode(code, shop("23.....{NNNND}C", "weight"))).toMatchObject({
      weightMilli: 35_000,
    });
    expect(readMeasureCode(code, shop("23.....{NNNNN}C", "weight"))).toMatchObject({
      weightMilli: 350,
    });
    expect(readMeasureCode(code, shop("23.....{NNNNN}C", "price"))).toMatchObject({
      priceMinor: 35_000,
    });
    expect(readMeasureCode(code, shop("23.....{NNNDD}C", "price", "UGX"))).toBeNull();
  });

  it("[BC9] of eight digits the last is made right again only where it is a check digit", () => {
    const code = withCheck("2123045");
    expect(readMeasureCode(code, shop("2...{NNN}C"))).toMatchObject({
      baseCode: withCheck("2123000"),
      quantityMilli: 45_000,
    });
    expect(readMeasureCode(code, shop("2...{NNN}."))?.baseCode).toBe(`2123000${code[7]}`);
  });

  it("[BC9] the first layout that fits holds, and a bad one never does", () => {
    const layouts: ShopMeasureLayout[] = [
      { name: "bad", pattern: "21{", measures: "weight" },
      { name: "narrow", pattern: "2154...{NNDDD}C", measures: "quantity" },
      { name: "wide", pattern: "21.....{NNDDD}C", measures: "weight" },
    ];
    const read = (body: string) => readMeasureCode(withCheck(body), { layouts, currency: "KES" });
    expect(read("215432101755")?.kind).toBe("quantity");
    expect(read("215532101755")?.kind).toBe("weight");
  });

  it.each([
    [
      "a wrong check digit",
      withCheck("215432101755").replace(/.$/, (last) => String((Number(last) + 1) % 10)),
    ],
    ["no value", withCheck("215432100000")],
    ["another prefix", withCheck("590123412345")],
    ["another length", "2154321"],
    ["letters", "21543210175X5"],
  ])("[BC9] takes %s for no measure", (_, code) => {
    expect(readMeasureCode(code, KES)).toBeNull();
  });

  it("[BC9] every weight finds the base code of its item", () => {
    const digits = (length: number) =>
      fc.integer({ min: 0, max: 10 ** length - 1 }).map((n) => String(n).padStart(length, "0"));
    fc.assert(
      fc.property(digits(5), fc.integer({ min: 1, max: 99_999 }), (item, grams) => {
        const code = withCheck(`27${item}${String(grams).padStart(5, "0")}`);
        expect(readMeasureCode(code, KES)).toMatchObject({
          weightMilli: grams,
          baseCode: withCheck(`27${item}00000`),
        });
      }),
      { seed: 20_260_430, numRuns: 300 },
    );
  });
});
