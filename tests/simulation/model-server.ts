import { isDomainError } from "../../core/errors";
import { closeGap } from "../../core/sync/close-gap";
import { genesisHash } from "../../core/sync/envelope";
import type { EventStore, ServerEnv } from "../../core/sync/event-store";
import {
  type EnrolRequest,
  type EnrolResponse,
  enrolRequestSchema,
  type PushRequest,
  pushRequestSchema,
} from "../../core/sync/protocol-v1";
import { applyInside, receiveBatch } from "../../core/sync/receive-batch";
import { missingRanges } from "../../core/sync/received-ranges";
import { type Instant, toIso } from "../../core/time";
import type { TransportAnswer, TransportRequest } from "../../till/engine/ports";
import { answerHeld, type FakeHeldCarts } from "../../till/testing/fake-held-carts";
import type { Chance } from "./chance";
import {
  createModelDatabase,
  type ModelDatabase,
  type TerminalRow,
  TransientError,
} from "./model-database";
import { answerReceipt } from "./model-receipts";
import { createModelStore, deviationNoter, islandsOf, type StoreTerms } from "./model-store";
import { createModelStreams, type ModelStreams, type StreamWrite } from "./model-streams";
import type { Shop } from "./shop";
import type { ServerFaults } from "./sim-server";

/** The answer that nobody gets: the process died on the way. */
export class ServerCrash extends Error {
  override name = "ServerCrash";
}

const ATTEMPTS_MAX = 5;

export type ModelServer = {
  readonly database: ModelDatabase;
  readonly streams: ModelStreams;
  /** @throws ServerCrash when no answer comes. */
  readonly handle: (request: TransportRequest) => Promise<TransportAnswer>;
  readonly applyBacklog: () => Promise<void>;
  /** The owner gives up what does not come; the answer is how many gaps were closed. */
  readonly closeGaps: (terminalId: string) => Promise<number>;
  readonly backUp: () => (incarnation: string) => void;
  readonly registers: readonly string[];
};

export type ModelTerms = {
  readonly chance: Chance;
  readonly now: () => Instant;
  readonly faults: ServerFaults;
  readonly shop: Shop;
  readonly registers: number;
  /** Whether receipts are looked up and carts put aside here; otherwise nobody answers for them. */
  readonly isWhole: boolean;
  readonly openingRows: readonly StreamWrite[];
};

type Machine = ModelTerms & {
  readonly database: ModelDatabase;
  readonly streams: ModelStreams;
  readonly registerIds: readonly string[];
  readonly env: ServerEnv;
  readonly published: Map<string, number>;
  readonly held: { held: FakeHeldCarts; changes: StreamWrite[] & never[]; revision: number };
};

/** The real rules of receiving and booking over tables in memory. */
export function createModelServer(terms: ModelTerms): ModelServer {
  const { chance, now } = terms;
  const streams = createModelStreams(chance.uuid());
  streams.write(terms.openingRows);
  const machine: Machine = {
    ...terms,
    database: createModelDatabase(),
    streams,
    registerIds: Array.from({ length: terms.registers }, () => chance.uuid()),
    env: {
      tenantId: terms.shop.tenantId,
      now,
      newId: chance.uuid,
      random: chance.next,
      reportFailure: () => undefined,
      signRevocation: async (terminalId) => terminalId,
    },
    published: new Map(),
    held: { held: new Map(), changes: [], revision: 0 },
  };
  return {
    database: machine.database,
    streams,
    registers: machine.registerIds,
    handle: (request) => handle(machine, request),
    applyBacklog: () => applyBacklog(machine),
    closeGaps: (terminalId) => closeGaps(machine, terminalId),
    backUp: () => backUp(machine),
  };
}

async function handle(machine: Machine, request: TransportRequest): Promise<TransportAnswer> {
  try {
    return await answer(machine, request);
  } catch (error) {
    if (isDomainError(error)) return refuse(STATUS_OF[error.code] ?? 422, error.code);
    if (error instanceof TransientError) return refuse(500, "internal");
    throw error;
  }
}

async function answer(machine: Machine, request: TransportRequest): Promise<TransportAnswer> {
  const [path = "", query = ""] = request.path.split("?");
  if (path.endsWith("/sync/enrol")) return ok(enrol(machine, request.body));
  const terminalId = terminalOf(machine, request.token);
  if (terminalId === null) return refuse(401, "unauthenticated");
  if (path.endsWith("/sync/events")) return push(machine, terminalId, request.body);
  if (path.endsWith("/sync/changes")) return changes(machine, terminalId, query);
  if (!machine.isWhole) return refuse(503, "unavailable");
  if (path.includes("/sync/receipts/")) return answerReceipt(machine.database, path);
  return heldCart(machine, request);
}

/** As `server/http/domain-errors.ts` has them. */
const STATUS_OF: Readonly<Partial<Record<string, number>>> = {
  terminal_mismatch: 403,
  terminal_not_active: 403,
  too_many_waiting: 429,
};

function terminalOf({ database }: Machine, token: string | null): string | null {
  if (token === null) return null;
  const terminalId = token.split(".")[0] ?? "";
  const row = database.tables.terminals.get(terminalId);
  return row?.deviceToken === token ? terminalId : null;
}

async function push(machine: Machine, terminalId: string, body: unknown): Promise<TransportAnswer> {
  const parsed = pushRequestSchema.safeParse(body);
  if (!parsed.success) return refuse(422, "validation_failed");
  const request: PushRequest = parsed.data;
  if (request.terminalId !== terminalId) return refuse(403, "terminal_mismatch");
  const outcome = await inTransaction(machine, async (store) => {
    const answer = await receiveBatch(store, request, machine.env);
    if (machine.faults.strikes("server.crash_before_commit")) throw new ServerCrash();
    return answer;
  });
  if (outcome === "lease_conflict") return refuse(409, "lease_conflict");
  if (machine.faults.strikes("server.crash_before_reply")) throw new ServerCrash();
  machine.faults.noteAnswer(terminalId, outcome);
  return ok(outcome);
}

/** A deadlock is tried again a few times, as `server/transaction.ts` does. */
async function inTransaction<Result>(
  machine: Machine,
  work: (store: EventStore) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await machine.database.transact(() => work(storeOf(machine)));
    } catch (error) {
      if (!(error instanceof TransientError) || attempt >= ATTEMPTS_MAX) throw error;
    }
  }
}

function storeOf(machine: Machine): EventStore {
  const { database, streams, faults, shop } = machine;
  const terms: StoreTerms = {
    database,
    tenantId: shop.tenantId,
    note: deviationNoter(database, shop.tenantId),
    streamState: () => ({
      catalogHead: String(streams.catalogHead()),
      incarnation: streams.incarnation(),
    }),
    requestBacklogRun: () => undefined,
    reach(moment) {
      const fault = moment === "lock" ? "server.deadlock" : "server.apply_fails";
      if (faults.strikes(fault)) throw new TransientError(fault);
    },
    disguise: faults.disguise(),
  };
  return createModelStore(terms);
}

function changes(machine: Machine, terminalId: string, query: string): TransportAnswer {
  const { database, streams, now } = machine;
  if (database.tables.terminals.get(terminalId)?.status !== "active") {
    return refuse(403, "terminal_not_active");
  }
  publishStock(machine);
  const asked = new URLSearchParams(query);
  const limit = machine.faults.pageLimit(Number(asked.get("limit")));
  return ok(streams.read({ token: asked.get("token"), limit, serverTime: toIso(now()) }));
}

/** Levels that moved since the last time; sales never write to the stream themselves. */
function publishStock({ database, published, streams }: Machine): void {
  const moved = [...database.tables.levels].filter(([key, level]) => published.get(key) !== level);
  if (moved.length === 0) return;
  for (const [key, level] of moved) published.set(key, level);
  streams.write(
    moved.map(([key, quantityMilli]) => {
      const id = key.split("/")[1] ?? "";
      return { entity: "stock", id, body: { id, quantityMilli } };
    }),
  );
}

function heldCart({ held, streams }: Machine, request: TransportRequest): TransportAnswer {
  const answer = answerHeld(held, request);
  const written = held.changes.splice(0) as readonly StreamWrite[];
  if (written.length > 0) streams.write(written);
  return answer;
}

function enrol(machine: Machine, body: unknown): EnrolResponse {
  const request: EnrolRequest = enrolRequestSchema.parse(body);
  const { chance, now, database, shop } = machine;
  const { terminals } = database.tables;
  const registerId = request.registerId ?? "";
  const before = [...terminals.values()].filter((row) => row.registerId === registerId);
  for (const row of before) terminals.set(row.id, { ...row, status: "retired" });
  const wiped = terminals.get(request.wipedTerminalId ?? "");
  if (wiped) terminals.set(wiped.id, { ...wiped, wipedAt: now() });
  const register = machine.registerIds.indexOf(registerId);
  const terminalId = chance.uuid();
  const epoch = before.length + 1;
  const certificate = {
    v: 1,
    tenantId: shop.tenantId,
    storeId: request.storeId,
    registerId,
    terminalId,
    epoch,
    code: `${"ABCDEFGH"[register] ?? "Z"}${epoch}`,
    publicKey: null,
    issuedAt: toIso(now()),
  } as const;
  const genesis = genesisHash(certificate);
  const leaseToken = chance.uuid();
  const deviceToken = `${terminalId}.${chance.uuid()}`;
  terminals.set(terminalId, {
    id: terminalId,
    storeId: request.storeId,
    registerId,
    code: certificate.code,
    status: "active",
    receivedSequence: 0,
    appliedSequence: 0,
    receivedHash: genesis,
    appliedHash: genesis,
    claimedSequence: 0,
    leaseToken,
    previousLeaseToken: null,
    gapSince: null,
    applyFailures: 0,
    enrolledAt: now(),
    timezone: shop.timezone,
    dayEndsAtMinutes: shop.dayEndsAtMinutes,
    deviceToken,
    certificate,
    epoch,
    applyAfter: null,
    wipedAt: null,
  });
  const registerName = `Till ${register + 1}`;
  return { certificate, deviceToken, leaseToken, registerName, serverTime: toIso(now()) };
}

/** What any worker, route or request does for all terminals that have something to book. */
async function applyBacklog(machine: Machine): Promise<void> {
  const { database, env } = machine;
  for (const row of [...database.tables.terminals.values()]) {
    const isDue = row.applyAfter === null || row.applyAfter <= env.now();
    if (!isDue || !isBehind(machine, row)) continue;
    try {
      await inTransaction(machine, async (store) => {
        const terminal = await store.lockTerminal(row.id);
        if (terminal) await applyInside(store, terminal, { env });
      });
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
    }
  }
}

/** Something waits before the cursor, or came after its gap had been closed. */
function isBehind({ database }: Machine, row: TerminalRow): boolean {
  if (row.appliedSequence < row.receivedSequence) return true;
  const gaps = [...database.tables.closedGaps.values()];
  const events = [...(database.tables.inbox.get(row.id)?.values() ?? [])];
  return gaps.some(
    ({ terminalId, range: [first, last] }) =>
      terminalId === row.id &&
      events.some(
        ({ state, envelope: { sequence } }) =>
          state === "waiting" && first <= sequence && sequence <= last,
      ),
  );
}

/** All gaps of a terminal before what came last of it. */
async function closeGaps(machine: Machine, terminalId: string): Promise<number> {
  const { env, database } = machine;
  const { tables } = database;
  const runs = inboxRuns(database, terminalId);
  const received = tables.terminals.get(terminalId)?.receivedSequence ?? 0;
  const closed = [...tables.closedGaps.values()].filter((gap) => gap.terminalId === terminalId);
  const known = [...runs, ...closed.map(({ range }) => range)];
  const gaps = missingRanges(received, known, runs.at(-1)?.[1] ?? 0);
  for (const range of gaps) {
    const gap = { terminalId, range, reason: "the tablet is lost", closedById: env.newId() };
    await inTransaction(machine, (store) => closeGap(store, gap, env));
  }
  return gaps.length;
}

function backUp({ database, streams, published }: Machine): (incarnation: string) => void {
  const tables = database.backUp();
  const rows = streams.backUp();
  const levels = new Map(published);
  return (incarnation) => {
    database.restore(tables);
    streams.restore(rows, incarnation);
    published.clear();
    for (const [key, level] of levels) published.set(key, level);
  };
}

/** Sequences of a terminal that stand in the inbox, in unbroken runs. */
export function inboxRuns(database: ModelDatabase, terminalId: string) {
  return islandsOf([...(database.tables.inbox.get(terminalId)?.keys() ?? [])]);
}

function ok(body: unknown): TransportAnswer {
  return { status: 200, body, retryAfterMs: null };
}

function refuse(status: number, code: string): TransportAnswer {
  return { status, body: { code }, retryAfterMs: null };
}
