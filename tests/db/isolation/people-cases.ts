import { limitsOf } from "../../../core/access/limits";
import { saveRole } from "../../../server/access/save-role";
import { blockPerson } from "../../../server/people/block-person";
import { invitePerson } from "../../../server/people/invite-person";
import { testContext } from "../../factories/test-context";
import type { Place } from "./fill-tenant";
import type { ProcedureCase } from "./procedure-case";

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

const personNamed = ({ tenant, storeId }: Place) => {
  made += 1;
  const email = `walk-${made}@${tenant.runtime.newId().slice(-12)}.test`;
  return { email, name: `Walk ${made}`, role: "cashier", storeIds: [storeId] };
};

/** Somebody who works in this store and was invited there. */
async function newPerson(place: Place): Promise<{ personId: string }> {
  const context = testContext(place.tenant, "owner");
  const { personId } = await invitePerson(context, personNamed(place));
  return { personId };
}

/** How the walk calls what is about people and their roles. */
export const PEOPLE_CASES: Readonly<Record<string, ProcedureCase>> = {
  "stores.create": {
    isForEverywhere: true,
    input: () => {
      made += 1;
      return { code: `W${made}`, name: "Walk", timezone: "Africa/Nairobi", language: "en" };
    },
  },
  "stores.addRegister": {
    input: ({ storeId }) => {
      made += 1;
      return { storeId, name: `Walk ${made}` };
    },
  },
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
  "people.list": { input: () => ({}) },
  "people.invite": { input: personNamed },
  "people.inviteAgain": { input: newPerson },
  "people.change": {
    input: async (place) => ({
      ...(await newPerson(place)),
      ...{ version: 1, name: "Walk", displayName: "Walk", language: null },
      ...{ role: "supervisor", storeIds: [place.storeId] },
    }),
  },
  "people.block": { input: newPerson },
  "people.unblock": {
    input: async (place) => {
      const person = await newPerson(place);
      await blockPerson(testContext(place.tenant, "owner"), person);
      return person;
    },
  },
};
