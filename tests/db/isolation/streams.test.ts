import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeTestRuntime } from "../../factories/test-runtime";
import { testDatabase } from "../../setup/test-database";
import { findLeaks, foreignSecrets } from "./canaries";
import { type FilledTenant, fillTwo } from "./fill-tenant";
import { CHANNEL_FORMS, hearChannels, listChannels, strayOf } from "./hear-channels";
import { noteWalked } from "./note-walked";
import { listStreams, STREAM_CASES, type StreamCase } from "./stream-cases";

type Side = { readonly filled: FilledTenant; readonly foreign: ReadonlySet<string> };

const STREAMS = listStreams();
const { channels: CHANNELS, nameless } = listChannels();

let admin: postgres.Sql;
let ours: Side;
let theirs: Side;
let ears: Awaited<ReturnType<typeof hearChannels>>;

beforeAll(async () => {
  admin = postgres((await testDatabase()).adminUrl, { max: 1, onnotice: () => undefined });
  ears = await hearChannels(admin);
  const two = await fillTwo(admin);
  const ids = { ours: two.theirs.tenant.tenantId, theirs: two.ours.tenant.tenantId };
  ours = { filled: two.ours, foreign: two.secrets };
  theirs = { filled: two.theirs, foreign: await foreignSecrets(admin, ids) };
});
afterAll(async () => {
  noteWalked("streams", STREAMS);
  noteWalked("channels", CHANNELS);
  await admin.end();
  await closeTestRuntime();
});

const tenantOf = ({ filled }: Side) => filled.tenant.tenantId;

/** What a listener of this tenant's hears: its next message, and whether that has come. */
function hear(stream: AsyncIterator<unknown>) {
  const state = { isAwake: false };
  const next = stream.next().then(({ value }) => {
    state.isAwake = true;
    return JSON.stringify(value);
  });
  return { state, next };
}

async function firstOf(stream: AsyncIterator<unknown>): Promise<string> {
  return JSON.stringify((await stream.next()).value);
}

/** What is wrong with what our listener hears while both tenants act. */
async function walkStream({ open, act }: StreamCase): Promise<string[]> {
  const stop = new AbortController();
  const own = await open(ours.filled, stop.signal);
  const foreign = await open(theirs.filled, stop.signal);
  const heard = [await firstOf(own)];
  await firstOf(foreign);
  const { state, next } = hear(own);
  await act(theirs.filled);
  // Once they have heard of their act, this process has told everybody whom it concerns; whoever
  // was told has had the time of another round trip to say so.
  const theirNews = await firstOf(foreign);
  await ears.take();
  const problems = state.isAwake ? ["it wakes for another tenant's act"] : [];
  await act(ours.filled);
  heard.push(await next);
  stop.abort();
  if (heard.some((message) => message.length <= 2)) problems.push("it says nothing");
  const told = [
    ...heard.flatMap((message) => findLeaks(message, ours.foreign, "")),
    ...findLeaks(theirNews, theirs.foreign, ""),
  ];
  return [...problems, ...told.map((secret) => `it tells ${secret}`)];
}

test("every stream has its case", () => {
  expect(Object.keys(STREAM_CASES).sort()).toEqual([...STREAMS].sort());
});

describe.each(Object.entries(STREAM_CASES))("%s", (_, stream) => {
  test("wakes for its own tenant's acts and for no other's", async () => {
    expect(await walkStream(stream)).toEqual([]);
  });
});

describe("channels of the database", () => {
  test("are all known, with what they may say", () => {
    expect(nameless).toEqual([]);
    expect([...CHANNELS].sort()).toEqual(Object.keys(CHANNEL_FORMS).sort());
  });

  test("are notified by the program alone, and by nothing in the schema", async () => {
    const inside = await admin<{ name: string }[]>`
      select nspname || '.' || proname as name from pg_proc
      join pg_namespace on pg_namespace.oid = pronamespace
      where prosrc ~* '\\mnotify|pg_notify' and nspname not in ('pg_catalog', 'graphile_worker')`;
    expect(inside).toEqual([]);
  });

  test("say whose news it is, of which stream, and nothing of what is new", async () => {
    await ears.take();
    for (const { act } of Object.values(STREAM_CASES)) await act(ours.filled);
    const heard = await ears.take();
    expect(new Set(heard.map(({ channel }) => channel))).toEqual(new Set(CHANNELS));
    expect(strayOf(heard, tenantOf(ours))).toEqual([]);
    expect(strayOf(heard, tenantOf(theirs))).toHaveLength(heard.length);
  });
});

describe("the walk itself", () => {
  test("catches a stream that is another tenant's", async () => {
    for (const { open, act } of Object.values(STREAM_CASES)) {
      const careless: StreamCase["open"] = (_, stop) => open(theirs.filled, stop);
      const walkCareless = () => walkStream({ open: careless, act });
      await expect.poll(walkCareless, { timeout: 10_000 }).not.toEqual([]);
    }
  });

  test("misses a channel without a name, and one without its form", () => {
    const careless = [
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a source, and is read as one.
      'export const NEW_CHANNEL = "new"; sql`select pg_notify(${NEW_CHANNEL}, ${name})`;',
      "sql`select pg_notify('unlisted', payload)`;",
    ];
    expect(listChannels(careless)).toEqual({ channels: ["new"], nameless: ["'unlisted',"] });
    expect(strayOf([{ channel: "new", payload: tenantOf(ours) }], tenantOf(ours))).toHaveLength(1);
  });

  test("catches a notification that carries more than whose it is", () => {
    const payload = `${tenantOf(ours)}/catalog/maize flour`;
    expect(strayOf([{ channel: "kaunta_streams", payload }], tenantOf(ours))).toEqual([
      `kaunta_streams says ${payload}`,
    ]);
  });
});
