import { describe, expect, it } from "vitest";
import { Refusal } from "../refusal";
import { readVectorFile } from "./read-vector-file";
import { formatVerdict, judge } from "./verdict";

function runFile(content: unknown): string[] {
  const text = JSON.stringify(content);
  return readVectorFile("sample.json", text).map(({ id, run }) => `${id} ${formatVerdict(run())}`);
}

function posFile(
  ...vectors: readonly (readonly [rule: string, input: unknown, expected: unknown])[]
) {
  return {
    format: "pos-vectors/1",
    vectors: vectors.map(([rule, input, expected], index) => ({
      id: `V${index + 1}`,
      rule,
      input,
      expected,
    })),
  };
}

describe("vector files", () => {
  it("says of each vector whether it passes, fails or is not offered", () => {
    const lines = runFile(
      posFile(
        ["R2", { gross: 11_600, ratePct: "16" }, { tax: 1600, net: 10_000 }],
        ["R2", { gross: 11_600, ratePct: "16" }, { tax: 1601 }],
        ["R2", { gross: "11600", ratePct: "16" }, { tax: 1600 }],
        ["R99", {}, {}],
        ["R2d", { gross: -998, ratePct: "10", mode: "FLOOR" }, { tax: -91 }],
        ["R19", { soldQty: "1", lineGross: 5, lineTax: 1, refundQtys: ["2"] }, { error: true }],
      ),
    );
    expect(lines).toEqual([
      "V1 pass",
      'V2 fail expected {"tax":1601} got {"tax":1600}',
      "V3 not offered",
      "V4 not offered",
      "V5 pass",
      "V6 pass",
    ]);
  });

  it("reads optional parts of an input", () => {
    const lines = runFile(
      posFile(
        [
          "R7",
          {
            lines: [{ net: 5000, ratePct: "7" }],
            allowances: [{ amount: 500, ratePct: "7" }],
            prepaid: 1000,
            rounding: 5,
          },
          { BT107: 500, BT109: 4500, BT110: 315, BT115: 3820 },
        ],
        ["R13", { total: 1003, increment: 5, cashTendered: 2000 }, { due: 1005, change: 995 }],
        [
          "B4",
          {
            code: "0212345928754",
            layout: [
              ["prefix", 2],
              ["item", 5],
              ["inner", 1],
              ["value", 4],
              ["check", 1],
            ],
          },
          { validInner: true, value: 2875 },
        ],
        ["B5", { data: "10A<GS>37x" }, { error: true }],
      ),
    );
    expect(lines).toEqual(["V1 pass", "V2 pass", "V3 pass", "V4 pass"]);
  });

  it("runs cases of other programs where it makes the same choice", () => {
    const peer = (id: string, area: string, rest: object) => ({
      id,
      area,
      policy: "universal",
      ...rest,
    });
    const lines = runFile({
      meta: {},
      vectors: [
        peer("A", "tax", {
          input: {
            prices_include_tax: true,
            lines: [{ unit_price_minor: 1160, tax_rate: "16", quantity: 3 }],
          },
          expected: { net_minor: 3000, gross_minor: 3480, line_tax_minor: [480] },
        }),
        peer("B", "tender", { input: { payments: [] }, expected: { error: true } }),
        peer("C", "barcode", {
          input: { code: "5901234123457" },
          expected: { symbology: "ean13" },
        }),
        peer("D", "concurrency", { input: {}, expected: { error: true } }),
        { ...peer("E", "tax", { input: {}, expected: {} }), policy: "division_tax" },
      ],
    });
    expect(lines).toEqual(["A pass", "B pass", "C pass", "D not offered", "E not offered"]);
  });

  it("an answer of another choice must add up, and no more", () => {
    const other = (gross: string) => () => ({ net: "1.00", tax: "0.16", gross, otherChoice: true });
    expect(judge(other("1.16"), {}, { gross: "1.20" }).kind).toBe("not_offered");
    expect(judge(other("1.17"), {}, { gross: "1.17" }).kind).toBe("fail");
  });

  it("refuses a file that is in neither format", () => {
    expect(() => readVectorFile("x.json", "{")).toThrow(Refusal);
    expect(() => readVectorFile("x.json", "[]")).toThrow("neither of the two vector formats");
  });
});
