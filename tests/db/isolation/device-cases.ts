import { readAccessRules } from "../../../server/access-rules/read-access-rules";
import { testContext } from "../../factories/test-context";
import type { ProcedureCase } from "./procedure-case";

/** Procedures about devices, and about from where and when people ask. */
export const DEVICE_CASES: Readonly<Record<string, ProcedureCase>> = {
  "terminals.createCode": {
    input: ({ storeId, freeRegisterId }) => ({ storeId, registerId: freeRegisterId }),
  },
  "people.setBadge": {
    input: ({ boundCashierId, code }) => ({ personId: boundCashierId, code: `badge of ${code}` }),
  },
  "accessRules.read": { isForEverywhere: true },
  "accessRules.save": {
    isForEverywhere: true,
    input: async ({ tenant }) => {
      const { version } = await readAccessRules(testContext(tenant, "owner"));
      return { allowedRanges: [], openingHours: null, isTillRequired: false, version };
    },
  },
};
