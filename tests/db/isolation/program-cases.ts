import { createClient } from "../../../server/auth/clients/create-client";
import { createKey } from "../../../server/auth/keys/create-key";
import { testContext } from "../../factories/test-context";
import type { ProcedureCase } from "./procedure-case";

const WALK = { name: "walk", scopes: ["sale.read" as const] };

/** Keys and clients by which programs use the API. */
export const PROGRAM_CASES: Readonly<Record<string, ProcedureCase>> = {
  "programs.keys": {},
  "programs.createKey": { input: () => WALK },
  "programs.revokeKey": {
    input: async ({ tenant }) => {
      const { id } = await createKey(testContext(tenant, "owner"), WALK);
      return { id };
    },
    isSilent: true,
  },
  "programs.clients": {},
  "programs.createClient": {
    input: ({ storeId }) => ({ ...WALK, storeIds: [storeId] }),
  },
  "programs.renewClientSecret": {
    input: async ({ tenant, storeId }) => {
      const owner = testContext(tenant, "owner");
      const { id } = await createClient(owner, { ...WALK, storeIds: [storeId] });
      return { id };
    },
  },
  "programs.revokeClient": {
    input: async ({ tenant, storeId }) => {
      const owner = testContext(tenant, "owner");
      const { id } = await createClient(owner, { ...WALK, storeIds: [storeId] });
      return { id };
    },
    isSilent: true,
  },
};
