import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { formatProof, PROOF_MS_MAX, parseProof, proofText } from "../../core/sync/device-proof";
import { type Instant, instant } from "../../core/time";
import { callRest } from "../../tests/factories/call-rest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal, type TestTerminal } from "../../tests/factories/new-terminal";
import { newReceiptKey } from "../../tests/factories/signed-recovery";
import { closeTestRuntime } from "../../tests/factories/test-runtime";

let tenant: TestTenant;

beforeAll(async () => {
  tenant = await newTenant();
});
afterAll(closeTestRuntime);

type Asked = { method?: string; path: string; body?: unknown };
type Signing = { at?: Instant; key?: Pick<TestTerminal["key"], "sign">; of?: Partial<Asked> };

/** The proof of a request, or of another one than is sent. */
function proofOf(terminal: TestTerminal, asked: Asked, signing: Signing = {}): string {
  const { method = "GET", path, body } = { ...asked, ...signing.of };
  const at = signing.at ?? tenant.runtime.now();
  const text = body === undefined ? "" : JSON.stringify(body);
  const signed = (signing.key ?? terminal.key).sign(
    proofText({
      method,
      path: `/api/v1${path}`,
      at,
      bodySha256: createHash("sha256").update(text).digest("hex"),
      terminalId: terminal.certificate.terminalId,
    }),
  );
  return formatProof(at, Buffer.from(signed).toString("base64url"));
}

async function ask(terminal: TestTerminal, asked: Asked, proof: string | null) {
  const { status, body } = await callRest(tenant.runtime, {
    ...asked,
    token: terminal.deviceToken,
    ...(proof === null ? {} : { headers: { "x-device-proof": proof } }),
  });
  return { status, code: body.code as string | undefined, body };
}

const CHANGES = { path: "/sync/changes?limit=5" };

/** A device that has proved itself once. */
async function newProved(): Promise<TestTerminal> {
  const terminal = await newTerminal(tenant);
  expect((await ask(terminal, CHANGES, proofOf(terminal, CHANGES))).status).toBe(200);
  return terminal;
}

function pushOf(terminal: TestTerminal, events: readonly unknown[] = []): Asked {
  const { certificate, leaseToken } = terminal;
  return {
    method: "POST",
    path: "/sync/events",
    body: {
      pushId: tenant.runtime.newId(),
      terminalId: certificate.terminalId,
      leaseToken,
      headSequence: events.length,
      headHash: "0".repeat(64),
      events,
    },
  };
}

const REQUIRED = { status: 401, code: "device_proof_required" };

it("[DV3] a device that never proved anything goes on working, whatever it shows", async () => {
  const terminal = await newTerminal(tenant);
  const other = newReceiptKey();
  const proofs = [null, "nonsense", proofOf(terminal, CHANGES, { key: other })];
  for (const proof of proofs) expect((await ask(terminal, CHANGES, proof)).status).toBe(200);
});

it("[DV3] from its first good proof on each request must be proved", async () => {
  const terminal = await newProved();
  expect(await ask(terminal, CHANGES, null)).toMatchObject(REQUIRED);
  const push = pushOf(terminal, [terminal.sealSale()]);
  expect(await ask(terminal, push, null)).toMatchObject(REQUIRED);
  const answer = await ask(terminal, push, proofOf(terminal, push));
  expect(answer).toMatchObject({ status: 200, body: { receivedThrough: 1 } });
});

describe("[DV3] a proof is of this very request", () => {
  const other = { body: { events: [] } };
  test.each<[string, Signing]>([
    ["another method", { of: { method: "GET" } }],
    ["another path", { of: { path: "/sync/changes" } }],
    ["another body", { of: other }],
    ["another key", { key: newReceiptKey() }],
  ])("%s is refused", async (_name, signing) => {
    const terminal = await newProved();
    const push = pushOf(terminal);
    const proof = proofOf(terminal, push, signing);
    expect(await ask(terminal, push, proof)).toMatchObject(REQUIRED);
  });

  test("another query is refused", async () => {
    const terminal = await newProved();
    const proof = proofOf(terminal, { path: "/sync/changes?limit=6" });
    expect(await ask(terminal, CHANGES, proof)).toMatchObject(REQUIRED);
  });

  test("another device's key and proof are refused", async () => {
    const [one, two] = [await newProved(), await newProved()];
    expect(await ask(one, CHANGES, proofOf(two, CHANGES))).toMatchObject(REQUIRED);
  });

  test.each([-1, 1])(
    "one too far off the server's time is refused with that time",
    async (sign) => {
      const terminal = await newProved();
      const now = tenant.runtime.now();
      const at = (ms: number) => proofOf(terminal, CHANGES, { at: instant(now + sign * ms) });
      expect((await ask(terminal, CHANGES, at(PROOF_MS_MAX))).status).toBe(200);
      const refused = await ask(terminal, CHANGES, at(PROOF_MS_MAX + 1));
      expect(refused).toMatchObject(REQUIRED);
      expect(refused.body.details).toEqual({ serverTime: new Date(now).toISOString() });
    },
  );
});

test("[DV3] clone of a device profile: a token that was copied without the key is refused", async () => {
  const terminal = await newProved();
  const thief = newReceiptKey();
  const push = pushOf(terminal, [terminal.sealSale()]);
  for (const proof of [null, proofOf(terminal, push, { key: thief })]) {
    expect(await ask(terminal, push, proof)).toMatchObject(REQUIRED);
  }
  const rows = await tenant.runtime.database.withTenant(tenant.tenantId, (tx) =>
    tx.execute(sql`select 1 from event_inbox where tenant_id = ${tenant.tenantId}::uuid
      and terminal_id = ${terminal.certificate.terminalId}::uuid`),
  );
  expect(rows).toHaveLength(0);
});

test("[EV8] clone of a device profile: a copy with the key too is found by its lease", async () => {
  const terminal = await newProved();
  const send = (body: unknown) => {
    const push = { ...pushOf(terminal), body };
    return ask(terminal, push, proofOf(terminal, push));
  };
  const first = pushOf(terminal).body as { leaseToken: string };
  // The device goes on, and its copy shows the lease of the day on which it was made.
  let { leaseToken } = first;
  for (let contact = 0; contact < 2; contact += 1) {
    leaseToken = (await send({ ...first, leaseToken })).body.leaseToken;
  }
  expect(await send(first)).toMatchObject({ status: 409, code: "lease_conflict" });
  expect((await send({ ...first, leaseToken })).status).toBe(200);
});

test("[DV3] what is no proof is none", () => {
  const signature = "A".repeat(86);
  expect(parseProof(`1777543200000.${signature}`)).toEqual({ at: 1777543200000, signature });
  for (const text of ["", ".", `x.${signature}`, `1.${signature}=`, `1.${signature.slice(1)}`]) {
    expect(parseProof(text)).toBeNull();
  }
});
