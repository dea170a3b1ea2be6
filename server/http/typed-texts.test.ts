import { describe, expect, test } from "vitest";
import { requireFitTexts } from "./typed-texts";

const KEPT = { isKept: true };

describe("[ET2] a card number that somebody typed", () => {
  test("is refused wherever it stands, by the place and without the number", () => {
    const typed = { sale: { lines: [{ note: "ok" }, { note: "4242 4242 4242 4242" }] } };
    expect(() => requireFitTexts(typed, KEPT)).toThrow(
      expect.objectContaining({
        code: "card_number_refused",
        details: { path: "sale.lines.1.note" },
      }),
    );
    expect(() => requireFitTexts("4242424242424242", KEPT)).toThrow();
  });

  test("is not looked for where other numbers and secrets stand", () => {
    requireFitTexts(
      { barcode: "4242424242424242", barcodes: [{ code: "4242424242424242" }] },
      KEPT,
    );
    requireFitTexts({ password: "4242424242424242", amountMinor: 4_242_424_242_424_242 }, KEPT);
  });

  test("may be searched for, since a search is not kept", () => {
    requireFitTexts({ search: "4242424242424242" }, { isKept: false });
  });
});

test("half a character is no text, kept or not", () => {
  for (const isKept of [true, false]) {
    expect(() => requireFitTexts({ lines: [{ note: "a\ud800" }] }, { isKept })).toThrow(
      expect.objectContaining({ code: "validation_failed", details: { path: "lines.0.note" } }),
    );
    requireFitTexts({ note: "👩‍🌾 naïve" }, { isKept });
  }
});
