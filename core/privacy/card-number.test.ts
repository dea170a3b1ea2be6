import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findCardNumber, maskCardNumbers } from "./card-number";

const SEED = { seed: 20_261_121, numRuns: 3_000 };

/** Numbers that issuers and payment services publish for tests. */
const TEST_CARDS = [
  "4242424242424242",
  "4111111111111111",
  "4012888888881881",
  "4222222222222",
  "4000056655665556",
  "4917610000000000",
  "4000002500003155",
  "4005519200000004",
  "5555555555554444",
  "5105105105105100",
  "5200828282828210",
  "5454545454545454",
  "2223003122003222",
  "2223000048410010",
  "2720990000000007",
  "378282246310005",
  "371449635398431",
  "378734493671000",
  "341111111111111",
  "6011111111111117",
  "6011000990139424",
  "6011981111111113",
  "6445644564456445",
  "30569309025904",
  "38520000023237",
  "36227206271667",
  "3056930009020004",
  "3530111333300000",
  "3566002020360505",
  "6200000000000005",
  "6205500000000000004",
  "8171999927660000",
  "6759649826438453",
  "6304000000000000",
  "5018000000000009",
  "5060990580000217499",
  "2200000000000004",
];

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length });

function withGs1Digit(body: readonly number[]): string {
  const sum = body.reduce(
    (all, digit, at) => all + digit * ((body.length - at) % 2 === 1 ? 3 : 1),
    0,
  );
  return `${body.join("")}${(10 - (sum % 10)) % 10}`;
}

function withLuhnDigit(body: string): string {
  let sum = 0;
  for (const [index, digit] of [...body].entries()) {
    const doubled = Number(digit) * ((body.length - index) % 2 === 1 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return `${body}${(10 - (sum % 10)) % 10}`;
}

describe("[ET2] the number of a payment card", () => {
  test.each(TEST_CARDS)("%s is found, plain, in groups and in a sentence", (card) => {
    expect(withLuhnDigit(card.slice(0, -1))).toBe(card);
    const groups = card.match(/\d{1,4}/g)?.join(" ") ?? "";
    const forms = [card, `Card ${card}, thanks`, `VISA${card}`, `no.${card};exp 12/27 cvc 123`];
    const isGroupable = card.length >= 16 || card.length === 13;
    if (isGroupable) forms.push(groups, groups.replaceAll(" ", "-"), `x ${groups} 12 27`);
    if (card.length === 15)
      forms.push(`${card.slice(0, 4)} ${card.slice(4, 10)} ${card.slice(10)}`);
    for (const form of forms) expect([form, findCardNumber(form)]).not.toEqual([form, null]);
  });

  test.each([
    ["full-width digits", "４２４２ ４２４２ ４２４２ ４２４２"],
    ["no-break spaces", "4242\u00a04242\u00a04242\u00a04242"],
    ["dots", "4242.4242.4242.4242"],
    ["long dashes", "4242–4242–4242–4242"],
    ["characters that nobody sees", "4242\u200b4242\u200b4242\u200b4242"],
    ["a plus in front of too many digits", "+4242424242424242"],
    ["another number before it", "2 4242424242424242"],
    ["a telephone number before it", "0712 345678 4242 4242 4242 4242"],
    ["an id before it", "0190f3a0-7c1e-7000-8000-000000000001 4242424242424242"],
  ])("is found behind %s", (_what, text) => {
    expect(findCardNumber(text)).not.toBeNull();
  });

  test.each([
    "",
    "12 eggs",
    "4242 4242 4242 4241",
    "4242 4242 4242",
    "42 42 42 42 42 42 42 42",
    "0000 0000 0000 0000",
    "9999999999999999",
    "+254712345678",
    "424242424242424242424242",
    "(01)09501101530003(17)250101(10)AB123",
    "01095011015300031725010110AB123",
    "3f786850e387550fdab836ed7e6dc881de23001b4242424242424242aa",
  ])("%j holds none", (text) => {
    expect(findCardNumber(text)).toBeNull();
  });

  test("is never taken from a barcode: EAN-8, UPC, EAN-13, GTIN-14, SSCC, element strings", () => {
    const property = (length: number, form: (code: string) => string) =>
      fc.property(digits(length - 1), (body) => {
        expect(findCardNumber(form(withGs1Digit(body)))).toBeNull();
      });
    for (const length of [8, 12, 13, 14, 17, 18])
      fc.assert(
        property(length, (code) => code),
        SEED,
      );
    fc.assert(
      property(13, (code) => `Barcode ${code} of the box`),
      SEED,
    );
    fc.assert(
      property(14, (code) => `01${code}`),
      SEED,
    );
    fc.assert(
      property(14, (code) => `(01)${code}`),
      SEED,
    );
    fc.assert(
      property(18, (code) => `00${code}`),
      SEED,
    );
    fc.assert(
      property(14, (code) => `01${code}10LOT7`),
      SEED,
    );
  });

  test("is never taken from a telephone number", () => {
    const plans = [
      [254, 9],
      [255, 9],
      [256, 9],
      [250, 9],
      [1, 10],
      [44, 10],
      [49, 11],
      [49, 10],
      [43, 10],
      [43, 11],
      [91, 10],
      [86, 11],
      [234, 10],
      [27, 9],
      [33, 9],
      [351, 9],
      [380, 9],
      [62, 10],
      [55, 11],
    ] as const;
    const phone = fc
      .constantFrom(...plans)
      .chain(([country, length]) =>
        digits(length).map((rest) => ({ country, rest: rest.join("") })),
      );
    fc.assert(
      fc.property(phone, ({ country, rest }) => {
        const pair = rest.match(/\d{1,3}/g)?.join(" ");
        for (const text of [
          `+${country}${rest}`,
          `${country}${rest}`,
          `+${country} ${pair}`,
          `00${country}${rest}`,
          `0${rest}`,
          `Tel. +${country}-${rest.slice(0, 3)}-${rest.slice(3)}`,
        ]) {
          expect([text, findCardNumber(text)]).toEqual([text, null]);
        }
      }),
      SEED,
    );
  });

  test("is never taken from a receipt number, an amount, a date or an id", () => {
    const receipt = fc.tuple(
      fc.integer({ min: 1, max: 99 }),
      fc.integer({ min: 1, max: 9_999_999 }),
      fc.uuid(),
    );
    fc.assert(
      fc.property(receipt, ([till, number, id]) => {
        for (const text of [
          `NBO-${till}-${String(number).padStart(6, "0")}`,
          `${till}-${String(number).padStart(8, "0")}`,
          `2026-11-21 20:${String(till % 60).padStart(2, "0")} ${number}.00 ${number}.50`,
          id,
          id.replaceAll("-", ""),
        ]) {
          expect([text, findCardNumber(text)]).toEqual([text, null]);
        }
      }),
      SEED,
    );
  });

  test("is found wherever it stands in a text, and masked to its last four digits", () => {
    const words = fc
      .string({ maxLength: 20 })
      .map((text) => text.replaceAll(/[\d+._-]/g, "").normalize("NFKC"));
    fc.assert(
      fc.property(fc.constantFrom(...TEST_CARDS), words, words, (card, before, behind) => {
        const text = `${before} ${card} ${behind} ${card}`;
        const masked = maskCardNumbers(text);
        expect(masked).not.toContain(card);
        expect(masked.split(`•••• ${card.slice(-4)}`)).toHaveLength(3);
        expect(findCardNumber(masked)).toBeNull();
      }),
      SEED,
    );
    expect(maskCardNumbers("no figures")).toBe("no figures");
    expect(maskCardNumbers("paid by 4242 4242 4242 4242 today")).toBe("paid by •••• 4242 today");
  });

  test("takes time in proportion to the text", () => {
    const hard = (size: number) =>
      `${"4242 4242 4242 424 ".repeat(size)}${"4".repeat(size)}${"1-".repeat(size)}`;
    const measure = (text: string) => {
      const began = performance.now();
      findCardNumber(text);
      return performance.now() - began;
    };
    measure(hard(100));
    const [small, large] = [hard(400), hard(4_000)].map((text) =>
      Math.min(...Array.from({ length: 5 }, () => measure(text))),
    );
    expect((large ?? 0) / Math.max(small ?? 0, 0.05)).toBeLessThan(40);
  });
});
