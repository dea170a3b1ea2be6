import type { EventStore, ServerEnv } from "../../core/sync/event-store";
import type { Instant } from "../../core/time";
import type { FakeHeldCarts } from "../../till/testing/fake-held-carts";
import type { Chance } from "./chance";
import { type ModelDatabase, TransientError } from "./model-database";
import { createModelStore, deviationNoter, type StoreTerms } from "./model-store";
import type { ModelStreams, StreamWrite } from "./model-streams";
import type { Shop } from "./shop";
import type { ServerFaults } from "./sim-server";

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

/** The model with all that its verbs share. */
export type Machine = ModelTerms & {
  readonly database: ModelDatabase;
  readonly streams: ModelStreams;
  readonly registerIds: readonly string[];
  readonly env: ServerEnv;
  readonly published: Map<string, number>;
  readonly held: { held: FakeHeldCarts; changes: StreamWrite[] & never[]; revision: number };
};

const ATTEMPTS_MAX = 5;

/** A deadlock is tried again a few times, as `server/transaction.ts` does. */
export async function inTransaction<Result>(
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
