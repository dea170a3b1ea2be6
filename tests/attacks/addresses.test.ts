import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { REST_ROUTES } from "../../server/http/routes";
import { appRouter } from "../../server/trpc/root";
import { askProcedure, listWalked } from "../db/isolation/ask-procedure";
import { nameOf } from "../db/isolation/ask-route";
import { newTenant, type TestTenant } from "../factories/new-tenant";
import { testContext } from "../factories/test-context";
import { closeTestRuntime } from "../factories/test-runtime";

/** How each field that takes an address is asked; a new one is refused until it stands here. */
const QUESTIONS: Readonly<Record<string, (address: string) => unknown>> = {
  "signInSettings.saveProvider issuer": (issuer) => ({
    id: null,
    name: "Works",
    issuer,
    clientId: "kaunta",
    clientSecret: "a secret",
    isEnabled: true,
    version: 0,
  }),
};

let tenant: TestTenant;
/** What stands inside: nobody may make the server ask it. */
let inside: Server;
let askedInside = 0;

beforeAll(async () => {
  tenant = await newTenant();
  inside = createServer((_request, response) => {
    askedInside += 1;
    response.end("{}");
  });
  await new Promise<void>((resolve) => inside.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  inside.close();
  await closeTestRuntime();
});

type Form = { readonly format?: string; readonly [part: string]: unknown };

/** Names of the fields of a form that take an address, at every depth. */
function addressFieldsOf(form: unknown, name: string): string[] {
  if (typeof form !== "object" || form === null) return [];
  if ((form as Form).format === "uri") return [name];
  return Object.entries(form).flatMap(([key, part]) => addressFieldsOf(part, key));
}

const fieldsOf = (schema: z.ZodType | undefined) =>
  schema
    ? addressFieldsOf(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }), "")
    : [];

test("every field that takes an address is tried", () => {
  const procedures = listWalked(appRouter).flatMap(({ path, inputs }) =>
    inputs.flatMap(fieldsOf).map((field) => `${path} ${field}`),
  );
  const routes = REST_ROUTES.flatMap((route) =>
    [route.query, route.body].flatMap(fieldsOf).map((field) => `${nameOf(route)} ${field}`),
  );
  expect([...procedures, ...routes].sort()).toEqual(Object.keys(QUESTIONS).sort());
});

test.each(Object.entries(QUESTIONS))("%s leads the server to nothing inside", async (name, ask) => {
  const [path = ""] = name.split(" ");
  const { port } = inside.address() as AddressInfo;
  for (const address of [
    `http://127.0.0.1:${port}`,
    `https://127.0.0.1:${port}`,
    `https://localhost:${port}`,
    `https://[::1]:${port}`,
    `https://[::ffff:127.0.0.1]:${port}`,
    `https://2130706433:${port}`,
    `https://kaunta@127.0.0.1:${port}`,
    "https://169.254.169.254/latest/meta-data/",
    "https://10.0.0.1",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_info",
    "javascript:alert(1)",
  ]) {
    const context = testContext(tenant, "owner");
    const { runtime } = tenant;
    const input = ask(address);
    const answer = await askProcedure(appRouter, { path, runtime, tenant: context, input });
    expect([address, answer.isOk]).toEqual([address, false]);
    expect(answer.code).toMatch(/identity_provider_invalid|validation_failed$/);
  }
  expect(askedInside).toBe(0);
});
