import { DomainError } from "../errors";
import { projectRetry } from "../sale/project-retried";
import { EMPTY_PROJECTION } from "../sale/projection";
import { applyWaiting, placeOf } from "./apply-waiting";
import type { AsideEvent, AsideStore } from "./aside-store";
import { decideEvent } from "./decide-event";
import type { BookedEvent, ServerEnv, TerminalState } from "./event-store";
import { settleRecoveries } from "./recovered-events";

export type RetryOutcome =
  | { readonly state: "applied" }
  | { readonly state: "quarantined" | "waiting_upgrade"; readonly code: string };

/**
 * Decide an event that was set aside again, by today's rules [CO1]. When it is good now, its
 * suspense is taken back and its own rows are booked in the same transaction; when it is not, it
 * stays as it is and one attempt more is counted. A broken chain stays broken: what came before
 * does not change, so only a correction can book such an event.
 *
 * @throws DomainError event_not_found | event_not_aside (booked or dealt with already)
 */
export async function retryEvent(
  store: AsideStore,
  wanted: { terminalId: string; sequence: number; retriedById: string },
  env: ServerEnv,
): Promise<RetryOutcome> {
  const { terminalId, sequence } = wanted;
  const terminal = await store.lockTerminal(terminalId);
  const found = terminal && (await store.findEvent(terminalId, sequence));
  if (!terminal || !found) throw new DomainError("event_not_found");
  if (found.state === "waiting_upgrade") return applyAgain(store, terminal, { found, env });
  if (found.state !== "quarantined" || found.resolution !== null) {
    throw new DomainError("event_not_aside");
  }
  const retried = await decideAgain(store, terminal, found);
  const aside = retried.aside ?? (await bookRetried(store, terminal, { retried, env }));
  if (aside !== null) {
    await store.keepAside(terminalId, sequence, aside);
    return { state: "quarantined", code: aside.code };
  }
  await store.resolveAside(terminalId, {
    sequence,
    eventId: found.event.eventId,
    resolution: "retried",
    resolvedById: wanted.retriedById,
    resolutionEventId: null,
    at: env.now(),
  });
  return { state: "applied" };
}

/** What waits for an upgrade stands at the cursor: booking on from there decides it again. */
async function applyAgain(
  store: AsideStore,
  terminal: TerminalState,
  { found, env }: { found: AsideEvent; env: ServerEnv },
): Promise<RetryOutcome> {
  await applyWaiting(store, terminal, env);
  const now = await store.findEvent(terminal.id, found.event.sequence);
  if (now?.state === "quarantined" || now?.state === "waiting_upgrade") {
    return { state: now.state, code: now.code ?? "event_type_unknown" };
  }
  return { state: "applied" };
}

async function decideAgain(
  store: AsideStore,
  terminal: TerminalState,
  { event, code }: AsideEvent,
): Promise<BookedEvent> {
  if (code === "event_chain_broken") {
    const { prevHash } = event.envelope;
    return { event, projection: EMPTY_PROJECTION, aside: { code, details: { stated: prevHash } } };
  }
  const [recovered = null] = await store.listRecovered(terminal.id, [
    event.sequence,
    event.sequence,
  ]);
  // Its predecessor was checked when it came, and does not change.
  const before = { hash: null, recovered };
  const decision = decideEvent(event, before, placeOf(terminal, event));
  if (decision.kind === "wait") {
    return {
      event,
      projection: EMPTY_PROJECTION,
      aside: { code: "event_type_unknown", details: {} },
    };
  }
  const [booked] = await settleRecoveries(store, terminal, [decision.booked]);
  return booked ?? decision.booked;
}

/** @returns why the ledger does not take it; null when it stands there now. */
async function bookRetried(
  store: AsideStore,
  terminal: TerminalState,
  { retried, env }: { retried: BookedEvent; env: ServerEnv },
): Promise<BookedEvent["aside"]> {
  const { event, projection } = retried;
  const rows = projectRetry(event.envelope, projection, placeOf(terminal, event));
  try {
    await store.attempt((behind) =>
      behind.book(terminal, [{ event, projection: rows, aside: null }], env.now()),
    );
    return null;
  } catch (error) {
    if (store.isTransient(error)) throw error;
    env.reportFailure(error, terminal.id);
    const message = error instanceof Error ? error.message.slice(0, 300) : "unknown";
    return { code: "event_conflicts_with_ledger", details: { message } };
  }
}
