import { describe, expect, it } from "vitest";
import { defaultMeasureLayouts, measureLayoutSchema, parseMeasurePattern } from "./measure-layout";

describe("parseMeasurePattern", () => {
  it.each([
    ["21.....{NNDDD}C", 3, "prefix item value check"],
    ["21.....{NNDDD}", 3, "prefix item value check"],
    ["27......{NNDD}.", 2, "prefix item value check"],
    ["02.....V{NNNN}C", 0, "prefix item value_check value check"],
    ["2.....{NNNDD}C", 2, "prefix item value check"],
    ["2{NN}..........", 0, "prefix value item check"],
    ["28{NNN}.......C", 0, "prefix value item check"],
    ["44{NN}....", 0, "prefix value item"],
    ["44.....{N}", 0, "prefix item value"],
    ["2...{NNN}C", 0, "prefix item value check"],
    ["{DD}......", 2, "value item"],
  ])("[BC9] reads %j", (text, decimals, names) => {
    const parsed = parseMeasurePattern(text);
    expect(parsed).toMatchObject({ ok: true, pattern: { decimals } });
    if (parsed.ok) expect(parsed.pattern.parts.map(([part]) => part).join(" ")).toBe(names);
  });

  it.each([
    ["......{DN}", "decimals_before_units"],
    ["21.....{NDNDD}C", "decimals_before_units"],
    ["*", "unknown_sign"],
    ["21-----{NNDDD}C", "unknown_sign"],
    ["21.....{NNXXX}C", "unknown_sign"],
    ["21.....{NNDDD", "unknown_sign"],
    ["21.....{{NNDD}}", "unknown_sign"],
    ["21..........C", "no_value"],
    ["21.....{}.....C", "no_value"],
    ["21...{NN}{DDD}C", "no_value"],
    ["21....C{NNDDD}.", "check_not_last"],
    ["21......{NNDDD}", "wrong_length"],
    ["21.....{NNDDD}.C", "wrong_length"],
    ["2.{NN}", "wrong_length"],
    ["", "no_value"],
    ["21....{NNDDDD}C", "too_many_decimals"],
  ])("[BC9] refuses %j with %s", (pattern, fault) => {
    expect(parseMeasurePattern(pattern)).toEqual({ ok: false, fault });
    const layout = { name: "Scale", pattern, measures: "weight" };
    const refused = measureLayoutSchema.safeParse(layout);
    expect(refused.error?.issues.map(({ message, path }) => [message, path])).toEqual([
      [fault, ["pattern"]],
    ]);
  });
});

describe("defaultMeasureLayouts", () => {
  it.each(["KES", "UGX", "KWD"])("[BC9] are layouts for %s, 02 and 20 to 29", (currency) => {
    const layouts = defaultMeasureLayouts(currency);
    for (const layout of layouts) expect(measureLayoutSchema.parse(layout)).toEqual(layout);
    expect(layouts.map(({ pattern }) => pattern.slice(0, 2))).toEqual(
      "02 20 21 22 23 24 25 26 27 28 29".split(" "),
    );
  });

  it("[BC9] price digits are minor units", () => {
    const prices = ["KES", "UGX", "KWD"].map((code) => defaultMeasureLayouts(code)[1]?.pattern);
    expect(prices).toEqual(["20.....{NNNDD}C", "20.....{NNNNN}C", "20.....{NNDDD}C"]);
  });
});
