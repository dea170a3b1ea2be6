import type { Instant } from "../../core/time";
import type { Runtime, TenantContext } from "../context";
import { systemContext } from "../tenants/system-context";
import { inTransaction } from "../transaction";
import { requestBacklogRun } from "./request-backlog-run";
import {
  applyTerminal,
  type BehindTerminal,
  listBehind,
  publishTenantStock,
} from "./tenant-backlog";

/** A terminal's turn, and so the longest that its row is locked. */
const TURN_MS_MAX = 1_000;

export type BacklogRun = {
  readonly applied: number;
  readonly published: number;
  /** False when time was up before everything that was due had had its turn. */
  readonly isComplete: boolean;
};

/**
 * Book what terminals have waiting and publish changed stock, until nothing is due or the time is
 * up; what remains asks for the next run. Terminals of all tenants take turns, each for a bounded
 * time, so that no backlog holds up another. Repeatable: the worker, a cron route or anybody else
 * may run it, at once and at any time; the terminals' row locks keep them apart.
 */
export async function applyBacklog(
  runtime: Runtime,
  options: { msMax: number },
): Promise<BacklogRun> {
  const tenantIds = await runtime.database.listTenantIds();
  const contexts = tenantIds.map((tenantId) => systemContext(runtime, tenantId));
  return applyTenants(rotate(contexts), { ...options, publishes: true });
}

/** The same for one tenant, or without publishing stock. */
export async function applyTenants(
  contexts: readonly TenantContext[],
  options: { msMax: number; publishes: boolean },
): Promise<BacklogRun> {
  const until = performance.now() + options.msMax;
  const isTimeUp = () => performance.now() > until;
  const published = options.publishes ? await publishAll(contexts, isTimeUp) : 0;
  const tried = new Set<string>();
  let applied = 0;
  for (let behind = contexts; behind.length > 0; ) {
    const queues = await readQueues(behind, { tried, isTimeUp });
    for (const { context, terminal } of inTurns(queues)) {
      if (isTimeUp()) {
        await inTransaction(context, requestBacklogRun);
        return { applied, published, isComplete: false };
      }
      tried.add(standOf(terminal));
      const msMax = Math.min(TURN_MS_MAX, options.msMax);
      applied += await applyTerminal(context, terminal.id, msMax);
    }
    behind = queues.filter(({ due }) => due.length > 0).map(({ context }) => context);
    if (behind.length === 0) await askForLater(queues);
  }
  return { applied, published, isComplete: true };
}

async function publishAll(
  contexts: readonly TenantContext[],
  isTimeUp: () => boolean,
): Promise<number> {
  let published = 0;
  for (const context of contexts) {
    if (!isTimeUp()) published += await publishTenantStock(context);
  }
  return published;
}

type Queue = {
  readonly context: TenantContext;
  readonly due: readonly BehindTerminal[];
  /** When the first of those may be booked that are left alone for now. */
  readonly laterAt: Instant | null;
};

/** A terminal that had its turn and stands where it stood is left to a later run. */
async function readQueues(
  contexts: readonly TenantContext[],
  run: { tried: ReadonlySet<string>; isTimeUp: () => boolean },
): Promise<readonly Queue[]> {
  const queues: Queue[] = [];
  for (const context of contexts) {
    if (run.isTimeUp() && queues.some(({ due }) => due.length > 0)) break;
    const behind = await listBehind(context);
    const now = context.now();
    const isLater = ({ applyAfter }: BehindTerminal) => applyAfter !== null && applyAfter > now;
    const later = behind.flatMap((one) => (isLater(one) ? (one.applyAfter ?? []) : []));
    queues.push({
      context,
      due: behind.filter((one) => !isLater(one) && !run.tried.has(standOf(one))),
      laterAt: later.reduce<Instant | null>((first, at) => earlier(first, at), null),
    });
  }
  return queues;
}

function standOf({ id, appliedSequence, lateEvents }: BehindTerminal): string {
  return `${id}/${appliedSequence}/${lateEvents}`;
}

/** One terminal of each tenant, then the next of each. */
function* inTurns(
  queues: readonly Queue[],
): Generator<{ context: TenantContext; terminal: BehindTerminal }> {
  const longest = Math.max(0, ...queues.map(({ due }) => due.length));
  for (let at = 0; at < longest; at += 1) {
    for (const { context, due } of queues) {
      const terminal = due[at];
      if (terminal) yield { context, terminal };
    }
  }
}

async function askForLater(queues: readonly Queue[]): Promise<void> {
  let first: { context: TenantContext; at: Instant } | null = null;
  for (const { context, laterAt } of queues) {
    if (laterAt !== null && (first === null || laterAt < first.at))
      first = { context, at: laterAt };
  }
  if (first === null) return;
  const { context, at } = first;
  await inTransaction(context, (tx) => requestBacklogRun(tx, at));
}

function earlier(first: Instant | null, at: Instant): Instant {
  return first === null || at < first ? at : first;
}

/** Begins elsewhere each time, so that nobody is always the last when time is up. */
function rotate<Item>(items: readonly Item[]): readonly Item[] {
  const from = Math.floor(Math.random() * items.length);
  return [...items.slice(from), ...items.slice(0, from)];
}
