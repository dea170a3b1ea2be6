import { sha256Hex } from "../../core/sync/canonical";
import { type Envelope, envelopeSchema, isSealIntact } from "../../core/sync/envelope";
import {
  type Change,
  type ChangesResponse,
  type EnrolResponse,
  type PushResponse,
  pushRequestSchema,
  type ReceiptLookup,
} from "../../core/sync/protocol-v1";
import type { TillTransport, TransportAnswer, TransportRequest } from "../engine/ports";
import { answerHeld, type FakeHeldCarts } from "./fake-held-carts";

export type FakeServer = {
  readonly transport: TillTransport;
  /** Events by sequence, as received; what was sent twice is here once. */
  readonly inbox: Map<number, Envelope>;
  readonly conflicts: Envelope[];
  /** How many times each sequence arrived. */
  readonly arrivals: Map<number, number>;
  readonly requests: TransportRequest[];
  readonly enrolment: EnrolResponse;
  /** Sales of any till, by receipt number. */
  readonly receipts: Map<string, ReceiptLookup>;
  readonly held: FakeHeldCarts;
  /** Rows that a fetch gives, and the pages that it gives them in. */
  changes: Change[];
  /** Answers of the server's own choosing for the next pushes, oldest first; null is no answer. */
  readonly pushScript: (TransportAnswer | null | "lose_answer")[];
  readonly pullScript: (TransportAnswer | null)[];
  isDown: boolean;
  revision: number;
  /** Changed by whoever restores it from a backup. */
  incarnation: string;
};

const FIRST_LEASE = "lease-0";

export function createFakeServer(ids: { terminalId: string; storeId: string }): FakeServer {
  const leases = { current: FIRST_LEASE, previous: "", count: 0 };
  const server: FakeServer = {
    transport: (request) => answer(server, leases, request),
    inbox: new Map(),
    conflicts: [],
    arrivals: new Map(),
    requests: [],
    enrolment: {
      certificate: {
        v: 1,
        tenantId: "11111111-1111-4111-8111-111111111111",
        storeId: ids.storeId,
        registerId: "22222222-2222-4222-8222-222222222222",
        terminalId: ids.terminalId,
        epoch: 1,
        code: "A3",
        publicKey: null,
        issuedAt: "2026-04-29T08:00:00.000Z",
      },
      deviceToken: "device-token",
      leaseToken: FIRST_LEASE,
      registerName: "Till 2",
      serverTime: "2026-04-29T08:00:00.000Z",
    },
    receipts: new Map(),
    held: new Map(),
    changes: [],
    pushScript: [],
    pullScript: [],
    isDown: false,
    revision: 1,
    incarnation: "first",
  };
  return server;
}

type Leases = { current: string; previous: string; count: number };

async function answer(
  server: FakeServer,
  leases: Leases,
  request: TransportRequest,
): Promise<TransportAnswer> {
  server.requests.push(structuredClone(request));
  if (server.isDown) throw new TypeError("fetch failed");
  if (request.path.startsWith("/api/v1/sync/enrol")) return answerEnrol(server, request);
  if (request.path.startsWith("/api/v1/sync/changes")) return answerPull(server, request);
  if (request.path.startsWith("/api/v1/sync/receipts")) return answerReceipt(server, request);
  if (request.path.startsWith("/api/v1/sync/held-carts")) return answerHeld(server, request);
  return answerPush(server, leases, request);
}

function answerEnrol(server: FakeServer, request: TransportRequest): TransportAnswer {
  const { publicKey = null } = request.body as { publicKey?: string | null };
  const { certificate } = server.enrolment;
  return ok({ ...server.enrolment, certificate: { ...certificate, publicKey } });
}

function answerReceipt(server: FakeServer, request: TransportRequest): TransportAnswer {
  const receiptNumber = decodeURIComponent(request.path.split("/").at(-1) ?? "");
  const found = server.receipts.get(receiptNumber);
  if (found) return ok(structuredClone(found));
  return { status: 404, body: { code: "receipt_not_found" }, retryAfterMs: null };
}

function ok(body: unknown): TransportAnswer {
  return { status: 200, body, retryAfterMs: null };
}

function answerPull(server: FakeServer, request: TransportRequest): TransportAnswer {
  const scripted = server.pullScript.shift();
  if (scripted === null) throw new TypeError("fetch failed");
  if (scripted) return scripted;
  const query = new URLSearchParams(request.path.split("?")[1]);
  const from = Number(query.get("token") ?? 0);
  const limit = Number(query.get("limit"));
  const page = server.changes.slice(from, from + limit);
  const body: ChangesResponse = {
    token: String(from + page.length),
    complete: from + page.length >= server.changes.length,
    restart: false,
    changes: page,
    estimatedTotal: server.changes.length,
    catalogHead: String(server.revision),
    serverTime: "2026-04-30T06:00:00.000Z",
  };
  return ok(structuredClone(body));
}

function answerPush(
  server: FakeServer,
  leases: Leases,
  request: TransportRequest,
): TransportAnswer {
  const scripted = server.pushScript.shift();
  if (scripted === null) throw new TypeError("fetch failed");
  if (scripted && scripted !== "lose_answer") return scripted;
  const push = pushRequestSchema.parse(structuredClone(request.body));
  if (push.leaseToken !== leases.current && push.leaseToken !== leases.previous) {
    return { status: 409, body: { code: "lease_conflict" }, retryAfterMs: null };
  }
  for (const event of push.events) receive(server, envelopeSchema.parse(event));
  leases.count += 1;
  leases.previous = push.leaseToken ?? "";
  leases.current = `lease-${leases.count}-${sha256Hex(push.pushId).slice(0, 8)}`;
  if (scripted === "lose_answer") throw new TypeError("fetch failed");
  return ok(pushAnswer(server, leases.current));
}

function receive(server: FakeServer, envelope: Envelope): void {
  const { sequence } = envelope;
  server.arrivals.set(sequence, (server.arrivals.get(sequence) ?? 0) + 1);
  const known = server.inbox.get(sequence);
  if (!isSealIntact(envelope)) throw new Error("a till sent a broken seal");
  if (known && known.hash !== envelope.hash) server.conflicts.push(envelope);
  else server.inbox.set(sequence, envelope);
}

export function pushAnswer(server: FakeServer, leaseToken: string): PushResponse {
  let receivedThrough = 0;
  while (server.inbox.has(receivedThrough + 1)) receivedThrough += 1;
  return {
    receivedThrough,
    appliedThrough: receivedThrough,
    waiting: [],
    missing: [],
    quarantined: [],
    conflicts: server.conflicts.map((envelope) => envelope.sequence),
    refused: [],
    leaseToken,
    serverTime: "2026-04-30T06:00:00.000Z",
    catalogHead: String(server.revision),
    incarnation: server.incarnation,
    minAppVersion: "0.1.0",
    directives: [],
  };
}
