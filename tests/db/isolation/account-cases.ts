import type { Place } from "./fill-tenant";

/** How the walk calls what is about passwords and the links that let people in. */
export const ACCOUNT_CASES = {
  "mails.list": { isForEverywhere: true as const },
  // The same again, so that whoever comes next still signs in with it.
  "passwords.change": {
    input: ({ tenant }: Place) => ({
      currentPassword: tenant.password,
      newPassword: tenant.password,
    }),
  },
  "passwords.sendResetLink": {
    input: ({ boundCashierId }: Place) => ({ personId: boundCashierId }),
  },
};
