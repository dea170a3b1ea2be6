import { pbkdf2Sync } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TEST_PASSWORD_HASH } from "../../tests/factories/credentials";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { createUser } from "./create-user";
import { buildPinVerifier } from "./pin-verifier";

let tenant: TestTenant;

beforeAll(async () => {
  tenant = await newTenant();
});
afterAll(closeTestRuntime);

const person = { name: "Amina", role: "cashier" as const, passwordHash: TEST_PASSWORD_HASH };

test("an address is taken once in a business, however it is written", async () => {
  const system = testContext(tenant, "system");
  await createUser(system, { ...person, email: "amina@shop.test" });
  await expect(createUser(system, { ...person, email: "Amina@Shop.test" })).rejects.toMatchObject({
    code: "code_taken",
  });
});

test("a role that may refund needs a longer PIN", async () => {
  const system = testContext(tenant, "system");
  const supervisor = { ...person, email: "s@shop.test", role: "supervisor" as const, pin: "1234" };
  await expect(createUser(system, supervisor)).rejects.toMatchObject({
    code: "validation_failed",
    details: { path: "pin" },
  });
});

test("nobody who signs in adds people", async () => {
  const context = testContext(tenant, "owner");
  await expect(createUser(context, { ...person, email: "b@shop.test" })).rejects.toMatchObject({
    code: "permission_denied",
  });
});

test("a PIN's verifier is what a till can check without the server", async () => {
  const { algorithm, iterations, salt, hash } = await buildPinVerifier("1111");
  expect([algorithm, iterations]).toEqual(["pbkdf2-sha256", 600_000]);
  const again = pbkdf2Sync("1111", Buffer.from(salt, "hex"), iterations, 32, "sha256");
  expect(hash).toBe(again.toString("hex"));
});
