import { exchangeMoney } from "../../core/money/exchange";
import { type Minor, subtractMinor, ZERO_MINOR } from "../../core/money/minor";
import type { PaymentMethod } from "../../core/sale/sale-document";
import { neededForeignMinor } from "../money/foreign-need";
import { typedMinor } from "./typed-money";

/** A way to pay that the payment panel offers. */
export type Tender = {
  /** The method, or the foreign currency. */
  id: string;
  method: PaymentMethod;
  foreign: { currency: string; rate: string } | null;
};

export type TenderInput = {
  tender: Tender;
  /** As on the number keys; nothing typed means all that is left. */
  text: string;
  /** The currency of the store. */
  currency: string;
  leftMinor: Minor;
  /** What is left, rounded to coins. */
  cashDueMinor: Minor;
};

/** What a typed amount does to what is left; amounts in the store's currency but `givenMinor`. */
export type TenderOutcome = {
  /** In the currency of the tender. */
  givenMinor: Minor;
  worthMinor: Minor;
  dueMinor: Minor;
  coversAll: boolean;
  changeMinor: Minor;
  leftAfterMinor: Minor;
  /** Above what is left, by a tender that gives no change. */
  isTooMuch: boolean;
};

function givenOf(input: TenderInput, dueMinor: Minor): Minor {
  const { tender, text, currency } = input;
  if (text !== "") {
    return typedMinor(text, tender.foreign?.currency ?? currency);
  }
  return tender.foreign
    ? neededForeignMinor(dueMinor, exchangeOf(tender.foreign, currency))
    : dueMinor;
}

function exchangeOf(foreign: { currency: string; rate: string }, currency: string) {
  return { rate: foreign.rate, from: foreign.currency, to: currency };
}

/** Cash, also foreign, is due in coins and gives change; no other tender does. */
export function weighTender(input: TenderInput): TenderOutcome {
  const { tender, currency } = input;
  const isCash = tender.method === "cash";
  const dueMinor = isCash ? input.cashDueMinor : input.leftMinor;
  const givenMinor = givenOf(input, dueMinor);
  const worthMinor = tender.foreign
    ? exchangeMoney(givenMinor, exchangeOf(tender.foreign, currency))
    : givenMinor;
  const coversAll = worthMinor >= dueMinor;
  return {
    givenMinor,
    worthMinor,
    dueMinor,
    coversAll,
    changeMinor: coversAll && isCash ? subtractMinor(worthMinor, dueMinor) : ZERO_MINOR,
    leftAfterMinor: coversAll ? ZERO_MINOR : subtractMinor(dueMinor, worthMinor),
    isTooMuch: !isCash && worthMinor > dueMinor,
  };
}
