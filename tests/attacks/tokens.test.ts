import { createHmac, generateKeyPairSync } from "node:crypto";
import { sql } from "drizzle-orm";
import { SignJWT } from "jose";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACCESS_TOKEN_SECONDS, issueAccessToken } from "../../server/auth/access-token";
import { createClient } from "../../server/auth/clients/create-client";
import { deriveKey } from "../../server/auth/derive-key";
import { issueTokens } from "../../server/auth/issue-tokens";
import { createKey } from "../../server/auth/keys/create-key";
import { revokeKey } from "../../server/auth/keys/revoke-key";
import { openSession } from "../../server/auth/open-session";
import { sessionCookie } from "../../server/auth/session-cookie";
import { createUser } from "../../server/people/create-user";
import { systemContext } from "../../server/tenants/system-context";
import { appRouter } from "../../server/trpc/root";
import { callRest } from "../factories/call-rest";
import { newTenant, type TestTenant } from "../factories/new-tenant";
import { newTerminal } from "../factories/new-terminal";
import { testContext } from "../factories/test-context";
import { closeTestRuntime, type TestRuntime, testRuntime } from "../factories/test-runtime";

type Claims = { tenantId: string; userId: string; sessionId: string };

const FOREIGN_SECRET = "the secret of another deployment, as long";

let runtime: TestRuntime;
let tenant: TestTenant;
let other: TestTenant;
let claims: Claims;
let good: string;

beforeAll(async () => {
  runtime = await testRuntime();
  tenant = await newTenant(runtime);
  other = await newTenant(runtime);
  claims = await newSession(tenant);
  good = await issueAccessToken(runtime, claims);
});
afterAll(closeTestRuntime);

function newSession({ tenantId, users }: TestTenant, userId = users.owner.id): Promise<Claims> {
  return openSession(
    runtime,
    { tenantId, userId },
    { kind: "office", method: "password", ip: null, userAgent: null },
  );
}

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Somebody else's handwriting under any header and the right claims. */
function jwt(header: object, sign: (text: string) => string): string {
  const now = Math.floor(runtime.now() / 1_000);
  const { tenantId, userId, sessionId } = claims;
  const payload = { sub: userId, sid: sessionId, tenantId, iat: now, exp: now + 600 };
  const text = `${base64url(header)}.${base64url(payload)}`;
  return `${text}.${sign(text)}`;
}

function hmac(text: string, key: string | Uint8Array, algorithm = "sha256"): string {
  return createHmac(algorithm, key).update(text).digest("base64url");
}

const ask = (token: string, path = "/stores") => callRest(runtime, { path, token });

function signedIn(email = tenant.users.owner.email, password = tenant.password) {
  const input = { email, password, tenantCode: tenant.code };
  return issueTokens(runtime, input, { ip: null, userAgent: null });
}

/** A person of their own, for what ends them. */
async function newPerson(): Promise<{ id: string; email: string; password: string }> {
  const email = `${runtime.newId()}@${tenant.code}.test`;
  const password = "correct horse battery";
  const person = { email, name: "Somebody", role: "admin" as const, password };
  const { id } = await createUser(systemContext(runtime, tenant.tenantId), person);
  return { id, email, password };
}

async function change(statement: ReturnType<typeof sql>): Promise<void> {
  await runtime.database.withTenant(tenant.tenantId, (tx) => tx.execute(statement));
}

async function keyOf(person: { id: string }) {
  const context = testContext(tenant, "owner");
  if (context.actor.kind !== "user") throw new Error("an owner is a person");
  const actor = { ...context.actor, userId: person.id };
  const owned = { ...context, actor };
  return { owned, ...(await createKey(owned, { name: "Key", scopes: ["store.read"] })) };
}

const HS256 = { alg: "HS256", typ: "JWT" };

/** Each a bearer that must open nothing, and how somebody comes by it. */
const FORGERIES: Readonly<Record<string, () => string | Promise<string>>> = {
  "a signature of another key": () => jwt(HS256, (text) => hmac(text, "guessed")),
  "a signature of the bare secret": () => jwt(HS256, (text) => hmac(text, runtime.authSecret)),
  "a signature of a key of another purpose": () =>
    jwt(HS256, (text) => hmac(text, deriveKey(runtime.authSecret, "refresh-token"))),
  "no signature": () => jwt(HS256, () => ""),
  "the algorithm none": () => jwt({ alg: "none", typ: "JWT" }, () => ""),
  "the algorithm nOnE": () => jwt({ alg: "nOnE" }, () => ""),
  "the right key with another algorithm": () =>
    jwt({ alg: "HS512" }, (text) =>
      hmac(text, deriveKey(runtime.authSecret, "access-token"), "sha512"),
    ),
  "a private key of RSA": async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    return new SignJWT({ sid: claims.sessionId, tenantId: claims.tenantId })
      .setProtectedHeader({ alg: "RS256" })
      .setSubject(claims.userId)
      .setExpirationTime(Math.floor(runtime.now() / 1_000) + 600)
      .sign(privateKey);
  },
  "a public key taken for a shared one": () => {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = String(publicKey.export({ type: "spki", format: "pem" }));
    return jwt(HS256, (text) => hmac(text, pem));
  },
  "a key that the token brings along": () => {
    const jwk = { kty: "oct", k: Buffer.from("mine").toString("base64url") };
    return jwt({ ...HS256, jwk }, (text) => hmac(text, "mine"));
  },
  "a key id that is a path": () =>
    jwt({ ...HS256, kid: "../../../dev/null" }, (text) => hmac(text, "")),
  "an extension that must be understood": () =>
    jwt({ ...HS256, crit: ["x"], x: 1 }, (text) =>
      hmac(text, deriveKey(runtime.authSecret, "access-token")),
    ),
  "claims that were changed": () => {
    const [header, payload = "", seal] = good.split(".");
    const read = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    return `${header}.${base64url({ ...read, sub: tenant.users.admin.id })}.${seal}`;
  },
  "another tenant in the claims": () =>
    issueAccessToken(runtime, { ...claims, tenantId: other.tenantId }),
  "another tenant's session": async () => {
    const theirs = await newSession(other);
    return issueAccessToken(runtime, { ...theirs, tenantId: tenant.tenantId });
  },
  "another person's session": () =>
    issueAccessToken(runtime, { ...claims, userId: tenant.users.admin.id }),
  "another deployment's secret": () =>
    issueAccessToken({ ...runtime, authSecret: FOREIGN_SECRET }, claims),
  "a token that has expired": () =>
    issueAccessToken(
      { ...runtime, now: () => (runtime.now() - ACCESS_TOKEN_SECONDS * 1_000 - 1) as never },
      claims,
    ),
  "a token without an end": () =>
    new SignJWT({ sid: claims.sessionId, tenantId: claims.tenantId })
      .setProtectedHeader(HS256)
      .setSubject(claims.userId)
      .sign(deriveKey(runtime.authSecret, "access-token")),
  "a refresh token": async () => (await signedIn()).refreshToken,
  "a session's cookie": () => {
    const { name } = sessionCookie(runtime.appUrl);
    const token = { sub: claims.userId, sid: claims.sessionId, tenantId: claims.tenantId };
    return encode({ secret: runtime.authSecret, salt: name, token });
  },
  "a client's secret": async () => {
    const given = { name: "Shop", scopes: ["store.read" as const] };
    const client = await createClient(testContext(tenant, "owner"), given);
    return `${client.clientId}.${client.clientSecret}`;
  },
  "a token cut short": () => good.slice(0, -1),
  "a token without its seal": () => good.split(".").slice(0, 2).join("."),
  "a token with more behind it": () => `${good}.${good}`,
  "a token of nine thousand letters": () => `${good}${"A".repeat(9_000)}`,
  "a key of nine thousand letters": () => `kk_${"A".repeat(9_000)}`,
  "a key that nobody made": () => `kk_${"A".repeat(43)}.${"A".repeat(43)}`,
  "a key that was revoked": async () => {
    const { owned, id, key } = await keyOf(tenant.users.owner);
    await revokeKey(owned, { id });
    return key;
  },
  "a key of a person who was blocked": async () => {
    const person = await newPerson();
    const { key } = await keyOf(person);
    expect((await ask(key)).status).toBe(200);
    await change(sql`update users set blocked_at = now() where id = ${person.id}::uuid`);
    return key;
  },
  "a token of a person who was blocked": async () => {
    const person = await newPerson();
    const { accessToken } = await signedIn(person.email, person.password);
    expect((await ask(accessToken)).status).toBe(200);
    await change(sql`update users set blocked_at = now() where id = ${person.id}::uuid`);
    return accessToken;
  },
  "a token after signing out everywhere": async () => {
    const person = await newPerson();
    const { accessToken } = await signedIn(person.email, person.password);
    const { sessionId } = await newSession(tenant, person.id);
    const context = testContext(tenant, "admin");
    if (context.actor.kind !== "user") throw new Error("an admin is a person");
    const actor = { ...context.actor, userId: person.id, sessionId };
    await appRouter
      .createCaller({
        runtime,
        requestId: "r",
        tenant: { ...context, actor },
        resHeaders: new Headers(),
      })
      .session.endOthers();
    return accessToken;
  },
};

test("the token that all of these imitate opens the door", async () => {
  expect((await ask(good)).status).toBe(200);
});

describe("what opens nothing, and is told nothing", () => {
  test.each(Object.entries(FORGERIES))("%s", async (_name, forge) => {
    const [token, nonsense] = [await forge(), await ask("nonsense")];
    const { status, headers, body } = await ask(token);
    expect([status, headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    expect(body.code).toBe("unauthenticated");
    expect({ ...body, instance: "" }).toEqual({ ...nonsense.body, instance: "" });
  });

  test("an access token exchanges nothing", async () => {
    const { accessToken } = await signedIn();
    for (const refreshToken of [accessToken, good]) {
      const answer = await callRest(runtime, {
        method: "POST",
        path: "/auth/refresh",
        body: { refreshToken },
      });
      expect([answer.status, answer.body.code]).toEqual([401, "unauthenticated"]);
    }
  });

  test("a device is nobody where a person is asked for, and a person none where a device is", async () => {
    const { deviceToken } = await newTerminal(tenant);
    const asPerson = await ask(deviceToken);
    expect([asPerson.status, asPerson.body.code]).toEqual([403, "permission_denied"]);
    const asDevice = await ask(good, "/sync/changes");
    expect([asDevice.status, asDevice.body.code]).toEqual([403, "permission_denied"]);
  });

  test("a bearer that is refused does not fall back on a cookie beside it", async () => {
    const { name } = sessionCookie(runtime.appUrl);
    const token = { sub: claims.userId, sid: claims.sessionId, tenantId: claims.tenantId };
    const cookie = `${name}=${await encode({ secret: runtime.authSecret, salt: name, token })}`;
    const statusWith = async (headers: Record<string, string>) =>
      (await callRest(runtime, { path: "/stores", headers })).status;
    expect(await statusWith({ cookie })).toBe(200);
    for (const bearer of ["nonsense", "A".repeat(9_000), good.slice(0, -1)]) {
      expect(await statusWith({ cookie, authorization: `Bearer ${bearer}` })).toBe(401);
    }
  });
});
