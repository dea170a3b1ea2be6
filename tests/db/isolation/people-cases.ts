import { limitsOf } from "../../../core/access/limits";
import { saveRole } from "../../../server/access/save-role";
import { testContext } from "../../factories/test-context";
import type { Place } from "./fill-tenant";
import type { ProcedureCase } from "./procedure-cases";

let made = 0;

const roleNamed = (name: string) => ({
  code: null,
  name,
  permissions: ["sale.read" as const],
  limits: limitsOf("cashier"),
  version: 0,
});

/** A role whose code the walk takes for an id: it holds the tenant's. */
async function newRole({ tenant }: Place) {
  made += 1;
  const context = testContext(tenant, "owner");
  return saveRole(context, roleNamed(`Walk ${made} ${tenant.code}`));
}

/** How the walk calls what is about people and their roles. */
export const PEOPLE_CASES: Readonly<Record<string, ProcedureCase>> = {
  "roles.list": {},
  "roles.save": {
    isForEverywhere: true,
    input: async (place) => {
      const { code, version } = await newRole(place);
      return { ...roleNamed(`Changed ${made}`), code, version };
    },
  },
  "roles.drop": {
    isForEverywhere: true,
    input: async (place) => {
      const { code, version } = await newRole(place);
      return { code, version };
    },
  },
};
