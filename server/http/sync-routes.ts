import { z } from "zod";
import { DomainError } from "../../core/errors";
import {
  changesResponseSchema,
  enrolResponseSchema,
  holdCartResponseSchema,
  pushResponseSchema,
  receiptLookupSchema,
  takeCartResponseSchema,
} from "../../core/sync/protocol-v1";
import type { TenantContext } from "../context";
import { holdCart, holdCartInput } from "../held-carts/hold-cart";
import { dropHeldCart, takeHeldCart, takeHeldCartInput } from "../held-carts/take-held-cart";
import { lookUpReceipt } from "../receipts/look-up-receipt";
import { enrolByCode, enrolByCodeInput } from "../terminals/enrol-by-code";
import { enrolTerminal, enrolTerminalInput } from "../terminals/enrol-terminal";
import { listChanges, listChangesInput } from "../till-sync/list-changes";
import { receiveEvents, receiveEventsInput } from "../till-sync/receive-events";
import { WATCH_TIMING, watchStreams } from "../till-sync/watch-streams";
import { eventStream } from "./event-stream";
import { route } from "./route";

/** Less than what hosts with short-lived processes allow an answer to take. */
const WATCH_SECONDS_MAX = WATCH_TIMING.lastsMs / 1_000;

const watchQuery = z.object({
  /** The stream ends by itself after this time; 0 tells the heads and ends. */
  seconds: z.coerce.number().int().min(0).max(WATCH_SECONDS_MAX).default(WATCH_SECONDS_MAX),
});

const heldCartParams = z.object({ id: z.uuid() });

export const SYNC_ROUTES = [
  route({
    method: "POST",
    path: "/sync/enrol",
    access: { permission: "terminal.enrol" },
    summary: "Set up the calling device as a register",
    body: enrolTerminalInput,
    response: enrolResponseSchema,
    handle: async ({ context, body }) => ({ body: await enrolTerminal(context, body) }),
  }),
  route({
    method: "POST",
    path: "/sync/enrol-by-code",
    access: "public",
    summary: "Set up the calling device as a register, by a code from the office",
    body: enrolByCodeInput,
    response: enrolResponseSchema,
    handle: async ({ runtime, body, ip, headers }) => ({
      body: await enrolByCode(runtime, body, { ip, userAgent: headers.get("user-agent") }),
    }),
  }),
  route({
    method: "POST",
    path: "/sync/events",
    access: "terminal",
    takesEvents: true,
    summary: "Hand over a terminal's events",
    body: receiveEventsInput,
    response: pushResponseSchema,
    handle: async ({ context, body }) => ({ body: await receiveEvents(context, body) }),
  }),
  route({
    method: "GET",
    path: "/sync/changes",
    access: "terminal",
    summary: "Fetch what has changed for a terminal since its token",
    query: listChangesInput,
    response: changesResponseSchema,
    handle: async ({ context, query }) => ({ body: await listChanges(context, query) }),
  }),
  route({
    method: "GET",
    path: "/sync/watch",
    access: "terminal",
    summary: "Hear when something has changed for a terminal: the heads of what it follows",
    query: watchQuery,
    response: { mediaType: "text/event-stream" },
    handle: ({ context, query }) => answerWatch(context, query.seconds),
  }),
  route({
    method: "GET",
    path: "/sync/receipts/{receiptNumber}",
    access: "terminal",
    summary: "Look up a sale by its receipt number, with what came back of it",
    params: z.object({ receiptNumber: z.string().min(1).max(40) }),
    response: receiptLookupSchema,
    handle: async ({ context, params }) => ({
      body: await lookUpReceipt(context, params.receiptNumber),
    }),
  }),
  route({
    method: "PUT",
    path: "/sync/held-carts/{id}",
    access: "terminal",
    summary: "Put a cart aside for the tills of the store, or save it again",
    params: heldCartParams,
    body: holdCartInput,
    response: holdCartResponseSchema,
    handle: async ({ context, params, body }) => ({
      body: await holdCart(context, params.id, body),
    }),
  }),
  route({
    method: "POST",
    path: "/sync/held-carts/{id}/take",
    access: "terminal",
    summary: "Take a cart that was put aside; one till gets it",
    params: heldCartParams,
    body: takeHeldCartInput,
    response: takeCartResponseSchema,
    handle: async ({ context, params, body }) => ({
      body: await takeHeldCart(context, params.id, body),
    }),
  }),
  route({
    method: "DELETE",
    path: "/sync/held-carts/{id}",
    access: "terminal",
    summary: "Throw away a cart that was put aside",
    params: heldCartParams,
    response: holdCartResponseSchema,
    handle: async ({ context, params }) => ({ body: await dropHeldCart(context, params.id) }),
  }),
];

function answerWatch(context: TenantContext, seconds: number): Promise<Response> {
  const { actor, log } = context;
  if (actor.kind !== "terminal") throw new DomainError("permission_denied");
  const timing = { ...WATCH_TIMING, lastsMs: seconds * 1_000 };
  return eventStream(
    (signal) => watchStreams(context, actor, { signal, timing }),
    (error) => log.warn({ err: error }, "a watch has ended"),
  );
}
