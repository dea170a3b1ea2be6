import type { ProcedureCase } from "./procedure-cases";

/** How the walk calls what is about passwords and the links that let people in. */
export const ACCOUNT_CASES: Readonly<Record<string, ProcedureCase>> = {
  // The same again, so that whoever comes next still signs in with it.
  "passwords.change": {
    input: ({ tenant }) => ({ currentPassword: tenant.password, newPassword: tenant.password }),
  },
  "passwords.sendResetLink": { input: ({ boundCashierId }) => ({ personId: boundCashierId }) },
};
