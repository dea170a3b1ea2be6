import { ACCOUNTS, type Posting, postSuspense } from "./post-sale";

/** Money in suspense, as its event stated it: signed, in minor units. */
export type SuspendedMoney = { readonly amountMinor: number; readonly currency: string };

/** Take money out of suspense again, the very postings mirrored [CO1]. */
export function reverseSuspense({ amountMinor, currency }: SuspendedMoney): readonly Posting[] {
  return postSuspense(amountMinor, currency).map((posting) => ({
    ...posting,
    amountMinor: 0 - posting.amountMinor,
  }));
}

/** Leave the money where it is and call it over or short: nobody could say what it was for [CO3]. */
export function acceptSuspense({ amountMinor, currency }: SuspendedMoney): readonly Posting[] {
  if (amountMinor === 0) return [];
  return [
    { account: ACCOUNTS.suspense, currency, amountMinor },
    { account: ACCOUNTS.cashOverShort, currency, amountMinor: 0 - amountMinor },
  ];
}
