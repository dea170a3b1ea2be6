import { assert } from "../assert";
import type { SaleDocument } from "../sale/sale-document";

/**
 * The chart of accounts that a till needs. Debits are positive, credits negative; money that the
 * shop holds is an asset.
 */
export const ACCOUNTS = {
  cash: "1000",
  card: "1010",
  mpesa: "1020",
  other: "1090",
  taxPayable: "2200",
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
 * The double entry of a sale or refund [LG1]: what came in by tender, against net sales (or
 * returns), tax owed and cash rounding. The lines of one event add up to zero per currency.
 */
export function postSale(document: SaleDocument): readonly Posting[] {
  const byAccount = new Map<string, number>();
  const add = (account: string, amountMinor: number) =>
    byAccount.set(account, (byAccount.get(account) ?? 0) + amountMinor);
  for (const payment of document.payments) add(ACCOUNTS[payment.method], payment.amountMinor);
  add(document.kind === "sale" ? ACCOUNTS.sales : ACCOUNTS.returns, -document.netMinor);
  add(ACCOUNTS.taxPayable, -document.taxMinor);
  add(ACCOUNTS.cashRounding, -document.roundingMinor);
  return balanced(byAccount, document.currency);
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

function balanced(byAccount: ReadonlyMap<string, number>, currency: string): readonly Posting[] {
  const lines = [...byAccount]
    .filter(([, amountMinor]) => amountMinor !== 0)
    .map(([account, amountMinor]) => ({ account, currency, amountMinor }));
  const sum = lines.reduce((total, line) => total + line.amountMinor, 0);
  assert(sum === 0, "the lines of one posting add up to zero");
  return lines;
}
