import { assert } from "../assert";
import type { Deposit, SaleDocument, SalePayment } from "../sale/sale-document";

/**
 * The chart of accounts that a till needs. Debits are positive, credits negative; money that the
 * shop holds is an asset.
 */
export const ACCOUNTS = {
  cash: "1000",
  card: "1010",
  mpesa: "1020",
  other: "1090",
  currencyClearing: "1900",
  taxPayable: "2200",
  /** What customers have paid on layaways. */
  deposit: "2300",
  tipsPayable: "2310",
  sales: "4000",
  returns: "4100",
  cashRounding: "7900",
  cashOverShort: "7910",
  suspense: "9999",
} as const;

export type Posting = {
  readonly account: string;
  readonly currency: string;
  readonly amountMinor: number;
};

/**
 * The double entry of a sale, refund or void [LG1]: what came in by tender, against sales, returns
 * by the sign of the line, tax owed, tips owed and cash rounding. Cash of another currency stands
 * in its own currency, against a clearing account that carries its worth [LG5]. The lines of one
 * event add up to zero per currency.
 */
export function postSale(document: SaleDocument): readonly Posting[] {
  const books = new Books();
  for (const payment of document.payments) postPayment(books, payment, document.currency);
  const isVoid = document.kind === "void";
  for (const line of document.lines) {
    const isSold = isVoid ? line.quantityMilli < 0 : line.quantityMilli >= 0;
    books.add(isSold ? ACCOUNTS.sales : ACCOUNTS.returns, document.currency, -line.netMinor);
  }
  books.add(ACCOUNTS.taxPayable, document.currency, -document.taxMinor);
  books.add(ACCOUNTS.tipsPayable, document.currency, -document.tipMinor);
  books.add(ACCOUNTS.cashRounding, document.currency, -document.roundingMinor);
  return books.close();
}

/** The double entry of a deposit on a layaway: money in, owed to the customer [LG4]. */
export function postDeposit(deposit: Deposit): readonly Posting[] {
  const books = new Books();
  for (const payment of deposit.payments) postPayment(books, payment, deposit.currency);
  books.add(ACCOUNTS.deposit, deposit.currency, -deposit.amountMinor);
  books.add(ACCOUNTS.cashRounding, deposit.currency, -deposit.roundingMinor);
  return books.close();
}

function postPayment(books: Books, payment: SalePayment, home: string): void {
  const { foreign, changeMinor, amountMinor, method } = payment;
  if (!foreign) {
    books.add(ACCOUNTS[method], home, amountMinor);
    return;
  }
  books.add(ACCOUNTS.cash, foreign.currency, foreign.tenderedMinor);
  books.add(ACCOUNTS.currencyClearing, foreign.currency, -foreign.tenderedMinor);
  books.add(ACCOUNTS.currencyClearing, home, payment.tenderedMinor);
  books.add(ACCOUNTS.cash, home, -changeMinor);
}

/** The difference found when a drawer is counted: cash against over and short [LG2]. */
export function postCashDifference(differenceMinor: number, currency: string): readonly Posting[] {
  return balanced(
    new Map([
      [ACCOUNTS.cash, differenceMinor],
      [ACCOUNTS.cashOverShort, -differenceMinor],
    ]),
    currency,
  );
}

/** Money of an event that could not be booked: kept in sight until a person has looked [LG3]. */
export function postSuspense(amountMinor: number, currency: string): readonly Posting[] {
  return balanced(
    new Map([
      [ACCOUNTS.cash, amountMinor],
      [ACCOUNTS.suspense, -amountMinor],
    ]),
    currency,
  );
}

/** Postings gathered by account and currency. */
class Books {
  private readonly amounts = new Map<string, Posting>();

  add(account: string, currency: string, amountMinor: number): void {
    const key = `${account}/${currency}`;
    const known = this.amounts.get(key)?.amountMinor ?? 0;
    this.amounts.set(key, { account, currency, amountMinor: known + amountMinor });
  }

  close(): readonly Posting[] {
    const lines = [...this.amounts.values()].filter(({ amountMinor }) => amountMinor !== 0);
    const sums = new Map<string, number>();
    for (const { currency, amountMinor } of lines) {
      sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
    }
    assert(
      [...sums.values()].every((sum) => sum === 0),
      "the lines of one posting add up to zero",
    );
    return lines;
  }
}

function balanced(byAccount: ReadonlyMap<string, number>, currency: string): readonly Posting[] {
  const books = new Books();
  for (const [account, amountMinor] of byAccount) books.add(account, currency, amountMinor);
  return books.close();
}
