import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessTokenOf } from "../tests/factories/access-token-of";
import { callRest } from "../tests/factories/call-rest";
import { newTenant, type TestTenant } from "../tests/factories/new-tenant";
import { closeTestRuntime } from "../tests/factories/test-runtime";
import type { Runtime } from "./context";
import { REST_ROUTES } from "./http/routes";
import { createLog } from "./log";
import { handleTrpc } from "./trpc/handle-trpc";

const CANARY = "canary-9f3b51c7";

let tenant: TestTenant;
let lines: string[];

beforeAll(async () => {
  tenant = await newTenant();
});
afterAll(closeTestRuntime);

function capture() {
  lines = [];
  return createLog("trace", { write: (line) => void lines.push(line) });
}

/** As the driver fails: the message and the fields hold what the query was asked with. */
function brokenQuery(): Error {
  const cause = Object.assign(new Error(`invalid input syntax for type uuid: "${CANARY}"`), {
    name: "PostgresError",
    code: "08006",
    detail: `Key (email)=(${CANARY}) already exists.`,
    query: `select '${CANARY}'`,
    parameters: [CANARY],
    args: [CANARY],
  });
  return new Error(`Failed query: select $1\nparams: ${CANARY},more`, { cause });
}

describe("a line of the log", () => {
  test("keeps a failure's kind, code and place, and nothing that it was asked with", () => {
    capture().error({ err: brokenQuery(), requestId: "r1" }, "a request failed");
    const [line = ""] = lines;
    expect(line).not.toContain(CANARY);
    expect(JSON.parse(line)).toMatchObject({
      msg: "a request failed",
      requestId: "r1",
      err: { message: "Failed query: select $1", cause: { type: "PostgresError", code: "08006" } },
    });
    expect(JSON.parse(line).err.stack).toContain("log.test.ts");
  });

  test.each([
    ["a field", { password: CANARY }],
    [
      "a field inside",
      { request: { headers: { authorization: `Bearer ${CANARY}`, cookie: CANARY } } },
    ],
    ["a token by any name", { deviceToken: CANARY, refreshToken: CANARY, leaseToken: CANARY }],
    ["a PIN, a badge, a code", { pin: CANARY, badge: CANARY, code: CANARY }],
    ["an address with credentials", { url: `postgres://kaunta:${CANARY}@db.internal:5432/shop` }],
    ["the address of a link", { url: `https://shop.example/reset?token=${CANARY}&x=${CANARY}` }],
    ["a header in a text", { said: `authorization: Bearer ${CANARY}` }],
    ["an error's cause", { err: new Error("outer", { cause: { secret: CANARY } }) }],
    ["a long random text", { said: `key ${CANARY}${"aB3".repeat(12)} was used` }],
  ])("says no secret in %s", (_where, fields) => {
    const log = capture();
    log.warn(fields, "something");
    log.child(fields).info("something");
    expect(lines).toHaveLength(2);
    expect(lines.join("")).not.toContain(CANARY);
  });
});

describe("a request with secrets", () => {
  const headers = {
    cookie: `kaunta-session=${CANARY}`,
    "x-forwarded-for": "203.0.113.9",
    "idempotency-key": CANARY,
    "content-type": "application/json",
    origin: "http://localhost:3000",
  };
  const body = {
    email: `${CANARY}@duka.test`,
    password: CANARY,
    refreshToken: CANARY,
    token: CANARY,
    code: CANARY,
    pin: CANARY,
  };

  /** Good and broken, so that each refusal and each failure has had its chance to say too much. */
  function runtimes(): Runtime[] {
    const log = capture();
    const { database } = tenant.runtime;
    const fail = () => Promise.reject(brokenQuery());
    const broken = { ...database, withTenant: fail, findSignInTenants: fail, findCodeTenant: fail };
    return [
      { ...tenant.runtime, log },
      { ...tenant.runtime, log, database: broken },
    ];
  }

  async function askRoutes(runtime: Runtime, tokens: readonly (string | undefined)[]) {
    for (const { method, path } of REST_ROUTES) {
      const asked = path.replaceAll(/\{\w+\}/g, CANARY);
      const sent = method === "GET" ? {} : { body };
      for (const token of tokens) {
        await callRest(runtime, { method, path: asked, token, headers, ...sent });
      }
    }
  }

  async function askProcedures(runtime: Runtime, credentials: readonly string[]) {
    for (const path of ["session.me", "session.setLanguage", "stores.list"]) {
      for (const authorization of credentials) {
        const request = new Request(`http://localhost:3000/api/trpc/${path}`, {
          headers: { ...headers, authorization },
        });
        await (await handleTrpc(request, runtime)).text();
      }
    }
  }

  test("leaves none of them in the log, whatever route it asks and whatever fails", async () => {
    const good = await accessTokenOf(tenant, "owner");
    for (const runtime of runtimes()) {
      await askRoutes(runtime, [`${CANARY}.${CANARY}`, good, undefined]);
      await askProcedures(runtime, [`Bearer ${CANARY}`, `Bearer ${good}`]);
    }
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join("")).not.toContain(CANARY);
    expect(lines.join("")).not.toContain(tenant.runtime.authSecret);
    expect(lines.join("")).not.toContain(good);
  });
});
