import { expect, test } from "vitest";
import { limitsOf } from "../../../../core/access/limits";
import { permissionsOf } from "../../../../core/access/permissions";
import type { Person, Role } from "../../office-outputs";
import { fieldsOf, NEW_PERSON, personDraftOf, problemsOf } from "./person-draft";

const roles: Role[] = ["supervisor", "cashier"].map((code) => ({
  ...{ code, name: null, isBuiltIn: true, isChanged: false, version: 0, mayGrant: true },
  ...{ permissions: [...permissionsOf(code)], limits: limitsOf(code), isHeld: true },
}));
const amina: Person = {
  ...{ id: "a", name: "Amina", displayName: "Amina", email: "amina@shop.test", language: "sw" },
  ...{ role: "cashier", roleName: null, isEverywhere: false, storeIds: ["s"], hasPin: true },
  ...{ hasLongPin: false, needsNewPin: false, hasBadge: false },
  ...{ isBlocked: false, isInvited: false, lastSeenAt: null, isYou: false, mayManage: true },
  version: 1,
};

test.each<[string, Partial<typeof NEW_PERSON>, string[]]>([
  ["with all it needs", {}, []],
  ["without a name", { name: " " }, ["name_missing"]],
  ["with an address that is none", { email: "amina" }, ["email_wrong"]],
  ["in no store", { storeIds: [] }, ["stores_missing"]],
  ["with a short PIN", { pin: "123" }, ["pin_wrong"]],
  ["with a PIN of letters", { pin: "12ab" }, ["pin_wrong"]],
  ["with a PIN too short to refund by", { pin: "12345", role: "supervisor" }, ["pin_wrong"]],
  ["with one long enough", { pin: "123456", role: "supervisor" }, []],
])("somebody new %s", (_name, change, problems) => {
  const draft = { ...NEW_PERSON, email: "a@shop.test", name: "A", ...change };
  expect([...problemsOf(draft, { roles, person: null })]).toEqual(problems);
});

test("somebody who may newly give money back needs a new PIN, or none", () => {
  const promoted = { ...personDraftOf(amina), role: "supervisor" };
  const given = { roles, person: amina };
  expect([...problemsOf(personDraftOf(amina), given)]).toEqual([]);
  expect([...problemsOf(promoted, given)]).toEqual(["pin_too_short"]);
  expect([...problemsOf({ ...promoted, pin: "654321" }, given)]).toEqual([]);
  expect([...problemsOf({ ...promoted, isPinRemoved: true }, given)]).toEqual([]);
  const long = { roles, person: { ...amina, hasLongPin: true } };
  expect([...problemsOf(promoted, long)]).toEqual([]);
});

test("a name stands on the till where no other is given", () => {
  const draft = { ...NEW_PERSON, name: ` ${"N".repeat(50)} ` };
  expect(fieldsOf(draft)).toMatchObject({ name: "N".repeat(50), displayName: "N".repeat(40) });
  expect(fieldsOf({ ...draft, displayName: "Ny" })).toMatchObject({ displayName: "Ny" });
});
