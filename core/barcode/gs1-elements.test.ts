import { describe, expect, it } from "vitest";
import { GROUP_SEPARATOR as GS, parseGs1Elements } from "./gs1-elements";

describe("parseGs1Elements", () => {
  it.each([
    [
      `01095212345432131724123110ABC123${GS}2112345`,
      { "01": "09521234543213", "17": "241231", "10": "ABC123", "21": "12345" },
    ],
    [`${GS}10LOT-7${GS}3103001250`, { "10": "LOT-7", "3103": "001250" }],
    ["010952123454321337120", { "01": "09521234543213", "37": "120" }],
    ["3922012999", { "3922": "012999" }],
    ["4101234567890128", { "410": "1234567890128" }],
    ["00123456789012345675", { "00": "123456789012345675" }],
    [`8005012999${GS}91intern al`.replace(" ", "-"), { "8005": "012999", "91": "intern-al" }],
  ])("[BC7] reads %j", (data, elements) => {
    expect(parseGs1Elements(data)).toStrictEqual(elements);
  });

  it.each([
    ["an empty text", ""],
    ["a separator alone", GS],
    ["a short GTIN", "01095212345"],
    ["letters in a GTIN", "0109521234543A13"],
    ["an unknown identifier", "05123456"],
    ["an identifier cut off", "39"],
    ["a lot without a value", `10${GS}2112345`],
    ["a lot too long", `10${"A".repeat(21)}`],
    ["a blank in a lot", "10AB C"],
    ["a count with letters", "30AB"],
  ])("[BC7] refuses %s", (_, data) => {
    expect(parseGs1Elements(data)).toBeNull();
  });
});
