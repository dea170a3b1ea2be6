import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnTexts } from "./column-texts";

const one = (...values: unknown[]) => columnTexts([{ values, isJson: false }]);

/** As PostgreSQL's `string_to_array` does. */
function split({ mark, nil, texts }: ReturnType<typeof columnTexts>): (string | null)[][] {
  return texts.map((text) => text.split(mark).map((value) => (value === nil ? null : value)));
}

describe("columns as texts", () => {
  it("come apart again as they were, whatever stands in them", () => {
    const text = fc.string({
      unit: fc.constantFrom("a", "", "\u001f", "\u001e", "\u001d", "é", "😀"),
    });
    fc.assert(
      fc.property(fc.array(fc.option(text), { minLength: 1 }), (values) => {
        expect(split(one(...values))).toEqual([[null, ...values]]);
      }),
      { seed: 20_261_121 },
    );
  });

  it("hold an empty text that stands alone", () => {
    expect(split(one(""))).toEqual([[null, ""]]);
  });

  it("write numbers, truth, instants and documents as JSON does, and undefined as NULL", () => {
    expect(split(one(-7, true, new Date(0), { a: 1 }, undefined))).toEqual([
      [null, "-7", "true", "1970-01-01T00:00:00.000Z", '{"a":1}', null],
    ]);
    const documents = columnTexts([{ values: ["x", 1, null, ["\u001f"]], isJson: true }]);
    expect(split(documents)).toEqual([[null, '"x"', "1", null, '["\\u001f"]']]);
  });

  it("refuse half of a surrogate pair, which would become another character", () => {
    expect(() => one("a\ud800b")).toThrow("surrogate");
    expect(() => one("\udc00")).toThrow("surrogate");
    expect(split(one("😀"))).toEqual([[null, "😀"]]);
  });

  it("refuse a text of all control characters", () => {
    const all = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join("");
    expect(() => one(all)).toThrow("mark");
  });
});
