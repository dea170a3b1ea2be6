import type { ProcedureCase } from "./procedure-cases";

/** Keys and clients by which programs use the API. */
export const PROGRAM_CASES: Readonly<Record<string, ProcedureCase>> = {
  "programs.keys": {},
  "programs.createKey": { input: () => ({ name: "walk", scopes: ["sale.read"] }) },
  "programs.revokeKey": { input: ({ program }) => ({ id: program.keyId }), isSilent: true },
  "programs.clients": {},
  "programs.createClient": {
    input: ({ storeId }) => ({ name: "walk", scopes: ["sale.read"], storeIds: [storeId] }),
  },
  "programs.revokeClient": { input: ({ program }) => ({ id: program.id }), isSilent: true },
};
