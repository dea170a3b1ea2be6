import { isDomainError } from "../../core/errors";
import { type PushRequest, pushRequestSchema } from "../../core/sync/protocol-v1";
import { receiveBatch } from "../../core/sync/receive-batch";
import { toIso } from "../../core/time";
import type { TransportAnswer, TransportRequest } from "../../till/engine/ports";
import { answerHeld } from "../../till/testing/fake-held-carts";
import { createModelDatabase, type ModelDatabase, TransientError } from "./model-database";
import { enrol } from "./model-enrol";
import { inTransaction, type Machine, type ModelTerms } from "./model-machine";
import { answerReceipt } from "./model-receipts";
import { createModelStreams, type ModelStreams, type StreamWrite } from "./model-streams";
import { applyBacklog, closeGaps } from "./model-upkeep";

/** The answer that nobody gets: the process died on the way. */
export class ServerCrash extends Error {
  override name = "ServerCrash";
}

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

function ok(body: unknown): TransportAnswer {
  return { status: 200, body, retryAfterMs: null };
}

function refuse(status: number, code: string): TransportAnswer {
  return { status, body: { code }, retryAfterMs: null };
}
