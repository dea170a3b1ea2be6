import { afterAll, beforeAll, expect, it, test } from "vitest";
import { callRest } from "../../tests/factories/call-rest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal } from "../../tests/factories/new-terminal";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { createEnrolmentCode } from "./create-enrolment-code";
import { listTerminals } from "./list-terminals";
import { revokeTerminal } from "./revoke-terminal";

let tenant: TestTenant;

beforeAll(async () => {
  tenant = await newTenant();
});
afterAll(closeTestRuntime);

const headers = { "x-forwarded-for": "203.0.113.9", "user-agent": "Tablet/7" };

async function itemOf(terminalId: string) {
  const { items } = await listTerminals(testContext(tenant, "owner"));
  return items.find(({ id }) => id === terminalId);
}

it("says who made the code for a device, and from where and by what it was last used", async () => {
  const [store] = tenant.stores;
  const { code } = await createEnrolmentCode(testContext(tenant, "owner"), { storeId: store.id });
  const enrolled = await callRest(tenant.runtime, {
    method: "POST",
    path: "/sync/enrol-by-code",
    headers,
    body: { code, deviceName: "Counter 2" },
  });
  const { certificate, deviceToken, leaseToken } = enrolled.body;
  expect(await itemOf(certificate.terminalId)).toMatchObject({
    deviceName: "Counter 2",
    ip: "203.0.113.9",
    userAgent: "Tablet/7",
    proof: "none",
    lastSeenAt: null,
  });
  expect((await itemOf(certificate.terminalId))?.enrolledByName).toBeTruthy();
  const push = await callRest(tenant.runtime, {
    method: "POST",
    path: "/sync/events",
    token: deviceToken,
    headers: { ...headers, "x-forwarded-for": "203.0.113.10" },
    body: {
      pushId: tenant.runtime.newId(),
      terminalId: certificate.terminalId,
      leaseToken,
      headSequence: 0,
      headHash: "0".repeat(64),
      events: [],
    },
  });
  expect(push.status).toBe(200);
  const used = await itemOf(certificate.terminalId);
  expect(used).toMatchObject({ ip: "203.0.113.10", userAgent: "Tablet/7" });
  expect(used?.lastSeenAt).not.toBeNull();
});

test("[EV11] device revocation: what a revoked till has not sent is still received, and booked", async () => {
  const till = await newTerminal(tenant);
  await till.push([till.sealSale()]);
  const kept = [till.sealSale(), till.sealSale()];
  const { terminalId } = till.certificate;
  await revokeTerminal(testContext(tenant, "owner"), { terminalId, reason: "stolen" });
  const answer = await till.push(kept);
  expect(answer).toMatchObject({ receivedThrough: 3, appliedThrough: 3, quarantined: [] });
  expect(answer.signedRevocation).toMatch(/^REVOKED1:/);
  expect(await itemOf(terminalId)).toMatchObject({ status: "revoked", receivedSequence: 3 });
});
