import type { TenantContext } from "../context";
import { createDoorbell, type Doorbell, pause } from "../doorbell";
import { hearNotifications } from "../hear-notifications";
import { STREAMS_CHANNEL, streamTopic } from "../next-revision";
import { inTransaction } from "../transaction";
import { CHANGES_CHANNEL } from "./changes-channel";
import { publishStock } from "./publish-stock";
import {
  FOLLOWED_STREAMS,
  type FollowedStream,
  readStreamHeads,
  streamsOfStore,
} from "./stream-heads";

export type WatchTiming = {
  /** Ends by itself, so that a host with short-lived processes copes; the terminal comes again. */
  readonly lastsMs: number;
  /** Silence is broken so often, so that both ends see a dead connection. */
  readonly beatMs: number;
  /** How often stock is published and told while goods move. */
  readonly stockMs: number;
  /** A burst of changes is told once. */
  readonly coalesceMs: number;
};

export const WATCH_TIMING: WatchTiming = {
  lastsMs: 240_000,
  beatMs: 20_000,
  stockMs: 5_000,
  coalesceMs: 300,
};

/** Revisions of what the terminal follows, and the incarnation they belong to. */
export type HeadsMessage = Readonly<Record<FollowedStream, number>> & {
  readonly incarnation: string;
};

/** What has been heard and not yet told. */
type News = { hasMoved: boolean; isStockMoving: boolean };

/**
 * Tell a terminal how far its streams have come: at once, then whenever one of them moved on;
 * null breaks a silence. Stock is some seconds behind, so that sales cost a connected till no
 * fetch each.
 *
 * @throws DomainError terminal_not_active
 */
export async function* watchStreams(
  context: TenantContext,
  terminal: { readonly terminalId: string; readonly storeId: string },
  options: { readonly signal: AbortSignal; readonly timing?: WatchTiming },
): AsyncGenerator<HeadsMessage | null> {
  const { signal, timing = WATCH_TIMING } = options;
  const doorbell = createDoorbell(signal);
  const news: News = { hasMoved: true, isStockMoving: false };
  const leaves: (() => void)[] = [];
  try {
    await hearNews(context, terminal.storeId, { news, doorbell, leaves });
    yield* tellNews({ context, terminal, news, doorbell, signal, timing });
  } finally {
    for (const leave of leaves) leave();
  }
}

async function hearNews(
  context: TenantContext,
  storeId: string,
  to: { news: News; doorbell: Doorbell; leaves: (() => void)[] },
): Promise<void> {
  const { database, tenantId } = context;
  const { news, doorbell, leaves } = to;
  const names = streamsOfStore(storeId);
  const stockTopic = streamTopic(tenantId, names.stock);
  const streams = {
    channel: STREAMS_CHANNEL,
    topics: FOLLOWED_STREAMS.map((stream) => streamTopic(tenantId, names[stream])),
  };
  leaves.push(
    await hearNotifications(database, streams, (topic) => {
      if (topic === stockTopic) news.isStockMoving = true;
      else news.hasMoved = true;
      doorbell.ring();
    }),
  );
  // What was booked has moved goods that nobody has published yet.
  const ledger = { channel: CHANGES_CHANNEL, topics: [tenantId] };
  leaves.push(
    await hearNotifications(database, ledger, () => {
      news.isStockMoving = true;
      doorbell.ring();
    }),
  );
}

type Watch = {
  readonly context: TenantContext;
  readonly terminal: { readonly terminalId: string; readonly storeId: string };
  readonly news: News;
  readonly doorbell: Doorbell;
  readonly signal: AbortSignal;
  readonly timing: WatchTiming;
};

/** When the next of each is due, by the process's own clock. */
type Plan = { readonly endAt: number; stockAt: number; beatAt: number };

async function* tellNews(watch: Watch): AsyncGenerator<HeadsMessage | null> {
  const { news, signal, timing } = watch;
  const startedAt = performance.now();
  const plan: Plan = {
    endAt: startedAt + timing.lastsMs,
    stockAt: startedAt,
    beatAt: startedAt + timing.beatMs,
  };
  let told = "";
  do {
    await publishWhenDue(watch, plan);
    const message = news.hasMoved ? await readNews(watch) : null;
    const text = JSON.stringify(message);
    if (message !== null && text !== told) {
      told = text;
      plan.beatAt = performance.now() + timing.beatMs;
      yield message;
      await pause(Math.min(timing.coalesceMs, plan.endAt - performance.now()), signal);
    } else if (performance.now() >= plan.beatAt) {
      plan.beatAt = performance.now() + timing.beatMs;
      yield null;
    }
  } while (await waitForNews(watch, plan));
}

async function publishWhenDue({ context, terminal, news, timing }: Watch, plan: Plan) {
  if (!news.isStockMoving || performance.now() < plan.stockAt) return;
  plan.stockAt = performance.now() + timing.stockMs;
  news.isStockMoving = false;
  news.hasMoved = true;
  await publishStock(context, terminal.storeId);
}

/** False when the watch is over. */
async function waitForNews({ news, doorbell, signal }: Watch, plan: Plan): Promise<boolean> {
  const dueAt = Math.min(plan.endAt, plan.beatAt, news.isStockMoving ? plan.stockAt : plan.endAt);
  const isOver = (await doorbell.wait(Math.max(0, dueAt - performance.now()))) === "ended";
  return !isOver && !signal.aborted && performance.now() < plan.endAt;
}

/** What was heard until now is in the answer. */
async function readNews(watch: Watch): Promise<HeadsMessage> {
  const { context, terminal, news } = watch;
  news.hasMoved = false;
  const { tenantId } = context;
  const { incarnation, heads } = await inTransaction(context, (tx) =>
    readStreamHeads(tx, { tenantId, ...terminal }),
  );
  const { catalog, config, customers, held, stock } = heads;
  return {
    incarnation,
    catalog: catalog.revision,
    config: config.revision,
    customers: customers.revision,
    held: held.revision,
    stock: stock.revision,
  };
}
