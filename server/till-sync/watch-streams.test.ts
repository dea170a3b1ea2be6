import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { callRest } from "../../tests/factories/call-rest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal, type TestTerminal } from "../../tests/factories/new-terminal";
import { terminalContext, testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { importCatalog } from "../catalog/import-catalog";
import { writeCustomers } from "../customers/write-customers";
import { handleRest } from "../http/handle-rest";
import { enrolTerminal } from "../terminals/enrol-terminal";
import { type HeadsMessage, WATCH_TIMING, watchStreams } from "./watch-streams";

let tenant: TestTenant;
let other: TestTenant;
let terminal: TestTerminal;
let neighbour: TestTerminal;
let leaving = new AbortController();

beforeAll(async () => {
  tenant = await newTenant();
  other = await newTenant();
  terminal = await newTerminal(tenant);
  neighbour = await newTerminal(tenant, { storeIndex: 1 });
});
afterEach(() => {
  leaving.abort();
  leaving = new AbortController();
});
afterAll(closeTestRuntime);

const QUICK = { ...WATCH_TIMING, coalesceMs: 0, stockMs: 50 };

function watch(of: TestTerminal, timing = QUICK) {
  const { terminalId } = of.certificate;
  const place = { terminalId, storeId: of.store.id };
  const messages = watchStreams(of.context, place, { signal: leaving.signal, timing });
  return {
    messages,
    async next(): Promise<HeadsMessage> {
      const { value } = await messages.next();
      if (!value) throw new Error("the watch told no heads");
      return value;
    },
  };
}

const priced = (priceMinor: number) => ({
  products: [{ sku: "MILK-500", name: "Milk", taxGroupCode: "B", priceMinor }],
});

it("[TF1] tells the heads, then each stream that moved on, and ends with its signal", async () => {
  const { next, messages } = watch(terminal);
  const first = await next();
  const { revision } = await importCatalog(testContext(tenant, "owner"), priced(7_000));
  expect(await next()).toEqual({ ...first, catalog: revision });
  await writeCustomers(testContext(tenant, "owner"), {
    groups: [],
    customers: [{ code: "W-1", name: "Asha" }],
  });
  expect(await next()).toEqual({ ...first, catalog: revision, customers: first.customers + 1 });
  leaving.abort();
  expect((await messages.next()).done).toBe(true);
});

it("publishes and tells stock of the store's sales, and nothing of other stores or tenants", async () => {
  const mine = watch(terminal);
  const elsewhere = watch(neighbour);
  const foreign = watch(await newTerminal(other));
  const first = await mine.next();
  await Promise.all([elsewhere.next(), foreign.next()]);
  const told: string[] = [];
  void elsewhere.messages.next().then(() => told.push("another store"));
  void foreign.messages.next().then(() => told.push("another tenant"));

  await terminal.push([terminal.sealSale()]);
  expect(await mine.next()).toEqual({ ...first, stock: first.stock + 1 });
  expect(told).toEqual([]);
});

it("breaks a silence, and ends by itself", async () => {
  const { messages } = watch(terminal, { ...QUICK, beatMs: 10, lastsMs: 60 });
  const told: (HeadsMessage | null)[] = [];
  for await (const message of messages) told.push(message);
  expect(told[0]).toMatchObject({ incarnation: expect.any(String) });
  expect(told.slice(1).length).toBeGreaterThan(0);
  expect(told.slice(1).every((message) => message === null)).toBe(true);
});

it("tells a terminal nothing more when another has taken its place", async () => {
  const lone = await newTenant();
  const retired = await newTerminal(lone);
  const { messages, next } = watch(retired);
  await next();
  await enrolTerminal(testContext(lone, "owner"), {
    storeId: retired.store.id,
    registerId: retired.certificate.registerId,
    replaceActive: true,
  });
  await expect(messages.next()).rejects.toMatchObject({ code: "terminal_not_active" });
  const answer = await callRest(lone.runtime, { path: "/sync/watch", token: retired.deviceToken });
  expect([answer.status, answer.body.code]).toEqual([403, "terminal_not_active"]);
});

it("is a stream of server-sent events over HTTP, and lets go of who leaves", async () => {
  const url = "http://localhost:3000/api/v1/sync/watch";
  const headers = { authorization: `Bearer ${terminal.deviceToken}` };
  const response = await handleRest(new Request(url, { headers }), tenant.runtime);
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toMatch(/^data: \{"incarnation":"[0-9a-f-]{36}",.*\}\n\n$/);
  await importCatalog(testContext(tenant, "owner"), priced(7_100));
  expect((await reader?.read())?.value).toMatch(/^data: /);
  await reader?.cancel();
  const whole = await callRest(tenant.runtime, {
    path: "/sync/watch?seconds=0",
    token: terminal.deviceToken,
  });
  expect(whole.body).toMatch(/^data: \{.*\}\n\n$/);
});

it("tells a terminal that nobody knows nothing", async () => {
  const context = terminalContext(tenant, { terminalId: tenant.runtime.newId(), storeId: "s" });
  const place = { terminalId: tenant.runtime.newId(), storeId: terminal.store.id };
  const messages = watchStreams(context, place, { signal: leaving.signal });
  await expect(messages.next()).rejects.toMatchObject({ code: "terminal_not_active" });
});
