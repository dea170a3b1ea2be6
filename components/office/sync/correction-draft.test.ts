import { describe, expect, it } from "vitest";
import type { AsideEvent } from "../office-outputs";
import { confirmedOf, draftOf } from "./correction-draft";

const LINE = {
  name: "Milk",
  unit: "each" as const,
  quantityMilli: 2_000,
  unitPriceMinor: 6_500,
  discountMinor: 0,
  taxGroupCode: "B",
};

function event(sale: Partial<NonNullable<AsideEvent["sale"]>>): AsideEvent {
  return {
    item: { amountMinor: 13_000, currency: "KES" },
    sale: { totalMinor: 13_000, currency: "KES", method: "mpesa", lines: [LINE], ...sale },
    taxGroups: [
      { code: "A", name: "Exempt" },
      { code: "B", name: "Standard" },
    ],
  } as AsideEvent;
}

describe("the form of a correction", () => {
  it("is filled with what can be read", () => {
    const draft = draftOf(event({}));
    expect(draft).toMatchObject({ kind: "lines", tender: "mpesa", totalText: "130.00" });
    expect(confirmedOf(draft)).toEqual({ kind: "lines", taxGroupCodes: ["B"], method: "mpesa" });
    expect(confirmedOf({ ...draft, kind: "total" })).toEqual({
      kind: "total",
      totalMinor: 13_000,
      taxGroupCode: "B",
      method: "mpesa",
    });
  });

  it("asks for what cannot", () => {
    const unknown = draftOf(event({ lines: [{ ...LINE, taxGroupCode: "X" }], method: "deposit" }));
    expect(unknown).toMatchObject({ tender: "cash", lineGroups: [null] });
    expect(confirmedOf(unknown)).toBeNull();
    const bare = draftOf(event({ lines: [], method: null }));
    expect(bare).toMatchObject({ kind: "total", totalGroup: null });
    expect(confirmedOf(bare)).toBeNull();
    expect(confirmedOf({ ...bare, totalGroup: "A", totalMinor: 0 })).toBeNull();
  });
});
