import { expect, test } from "vitest";
import { minor } from "../../core/money/minor";
import { type Tender, weighTender } from "./tender";

const CASH: Tender = { id: "cash", method: "cash", foreign: null };
const CARD: Tender = { id: "card", method: "card", foreign: null };
const USD: Tender = {
  id: "USD",
  method: "cash",
  foreign: { currency: "USD", rate: "129.35" },
};

function weigh(tender: Tender, text: string) {
  return weighTender({
    tender,
    text,
    currency: "KES",
    leftMinor: minor(184_520),
    cashDueMinor: minor(184_500),
  });
}

test("nothing typed is all that is left: in coins for cash, to the cent otherwise", () => {
  expect(weigh(CASH, "")).toMatchObject({ givenMinor: 184_500, coversAll: true, changeMinor: 0 });
  expect(weigh(CARD, "")).toMatchObject({ givenMinor: 184_520, coversAll: true, isTooMuch: false });
});

test("cash above what is left gives change, less leaves something", () => {
  expect(weigh(CASH, "2000")).toMatchObject({ coversAll: true, changeMinor: 15_500 });
  expect(weigh(CASH, "500")).toMatchObject({ coversAll: false, leftAfterMinor: 134_500 });
});

test("no other tender gives change", () => {
  expect(weigh(CARD, "2000")).toMatchObject({ isTooMuch: true, changeMinor: 0 });
});

test("foreign cash is worth its rate, and its change is in the store's currency", () => {
  expect(weigh(USD, "20")).toMatchObject({
    givenMinor: 2_000,
    worthMinor: 258_700,
    changeMinor: 74_200,
  });
  const exact = weigh(USD, "");
  expect(exact.givenMinor).toBe(1_427);
  expect(exact.coversAll).toBe(true);
});
