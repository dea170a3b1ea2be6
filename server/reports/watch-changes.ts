import type { Database } from "../../db/client";
import type { TenantContext } from "../context";
import { requirePermission } from "../require-permission";
import { CHANGES_CHANNEL } from "../till-sync/apply-events";

/** A burst of sales is one change; a screen that has just read need not read again at once. */
const COALESCE_MS = 300;

/** `connected` says that nothing is missed from here on, so a screen reads once more. */
export type LedgerChange = { readonly kind: "connected" | "changed" };

type Listener = () => void;

/** One LISTEN a process, whatever the number of screens; fanned out by tenant. */
type ChangesHub = {
  readonly listeners: Map<string, Set<Listener>>;
  readonly ready: Promise<unknown>;
};

const hubs = new WeakMap<Database, ChangesHub>();

function hubOf(database: Database): ChangesHub {
  const known = hubs.get(database);
  if (known) return known;
  const listeners: ChangesHub["listeners"] = new Map();
  const ready = database.listen(CHANGES_CHANNEL, (tenantId) => {
    for (const listener of listeners.get(tenantId) ?? []) listener();
  });
  const hub = { listeners, ready };
  hubs.set(database, hub);
  // Without a stream the screens ask from time to time; the next one to come tries again.
  ready.catch(() => hubs.delete(database));
  return hub;
}

/**
 * Tell of every growth of the caller's ledger until the signal ends it.
 *
 * @throws DomainError permission_denied
 */
export async function* watchChanges(
  context: TenantContext,
  signal: AbortSignal | undefined,
): AsyncGenerator<LedgerChange> {
  requirePermission(context.actor, "sale.read");
  const hub = hubOf(context.database);
  await hub.ready;
  const mailbox = openMailbox(signal);
  const listeners = hub.listeners.get(context.tenantId) ?? new Set();
  hub.listeners.set(context.tenantId, listeners.add(mailbox.put));
  try {
    yield { kind: "connected" };
    while (await mailbox.next()) {
      yield { kind: "changed" };
      await pause(COALESCE_MS, signal);
    }
  } finally {
    listeners.delete(mailbox.put);
    if (listeners.size === 0) hub.listeners.delete(context.tenantId);
  }
}

/** Holds at most one message: that something has changed. */
function openMailbox(signal: AbortSignal | undefined) {
  let isFull = false;
  let wake: () => void = () => undefined;
  const put = () => {
    isFull = true;
    wake();
  };
  signal?.addEventListener("abort", () => wake(), { once: true });
  return {
    put,
    /** True when there is a message, false when the signal has ended it. */
    async next(): Promise<boolean> {
      if (!isFull && !signal?.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (signal?.aborted) return false;
      isFull = false;
      return true;
    },
  };
}

function pause(durationMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, durationMs);
    signal?.addEventListener("abort", end, { once: true });
  });
}
