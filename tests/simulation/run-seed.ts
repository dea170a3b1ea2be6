import { setOnline } from "./device";
import { liveDevice } from "./device-life";
import { checkAll } from "./invariants";
import { actsOn, createModelSimServer, type ModelSimServer } from "./model-sim-server";
import { isQuiet, unsettled } from "./quiescence";
import { healServer, liveServer } from "./server-life";
import { openingRows, SIM_SHOP } from "./shop";
import type { Ledger } from "./sim-server";
import type { Acknowledged, Violation, Witness } from "./witness";
import { createWorld, livePages, type World } from "./world";

/** How long the shop trades while things break, and what the peace after it may last [I18]. */
const TRADE_MS_MIN = 30_000;
const TRADE_MS_MAX = 120_000;
const PEACE_MS_MAX = 600_000;
const LATEST_ARRIVAL_MS = 3_700_000;
const SETTLING_MS = 1_000;
const EVERY_WINDOW_FETCHES_MS = 33_000;

export type SeedOutcome = {
  readonly seed: number;
  readonly events: number;
  readonly acknowledged: readonly Acknowledged[];
  readonly ledger: Ledger;
  readonly atRisk: readonly string[];
  readonly hits: ReadonlyMap<string, number>;
  readonly violations: readonly Violation[];
  readonly steps: number;
};

/** One run from its first second to its last check; the same seed makes the same run. */
export async function runSeed(seed: number, trace: Witness["trace"] = null): Promise<SeedOutcome> {
  let server: ModelSimServer | null = null;
  const world = createWorld({
    seed,
    shop: SIM_SHOP,
    trace,
    createServer(terms) {
      server = createModelSimServer({
        ...terms,
        shop: SIM_SHOP,
        isWhole: true,
        openingRows: openingRows(),
      });
      return server;
    },
  });
  const { model } = server as unknown as ModelSimServer;
  await tradeAndHeal(world, () => liveServer(world, actsOn(model, world)));
  const atRisk = await checkAll(world, model);
  const inboxes = [...model.database.tables.inbox.values()];
  return {
    seed,
    events: inboxes.reduce((sum, inbox) => sum + inbox.size, 0),
    acknowledged: world.witness.acknowledged,
    ledger: await world.server.readLedger(),
    atRisk,
    hits: world.faults.hits,
    violations: world.witness.violations,
    steps: world.timeline.stepCount(),
  };
}

/** Trade while things break; then nothing breaks any more, and everything must come right. */
export async function tradeAndHeal(world: World, startServer: () => void): Promise<void> {
  const { timeline, chance, witness } = world;
  startServer();
  for (const device of world.devices) liveDevice(world, device);
  await timeline.runUntil(chance.between(TRADE_MS_MIN, TRADE_MS_MAX));
  heal(world);
  await makePeace(world);
  // The last of what the wire held back arrives; then all must still be as it was.
  timeline.skip(LATEST_ARRIVAL_MS);
  await makePeace(world);
  // Long enough for every window to have fetched by itself.
  await timeline.runUntil(timeline.now() + EVERY_WINDOW_FETCHES_MS);
  witness.trace?.(`ended after ${Math.round(timeline.now() / 1000)} s`);
}

function heal(world: World): void {
  const { faults, devices, witness } = world;
  faults.heal();
  healServer(world);
  witness.trace?.("everything heals");
  for (const device of devices) {
    device.wallOffsetMs = 0;
    device.isQuotaFull = false;
    setOnline(device, true);
    for (const page of livePages(world, device)) page.freeze(0);
  }
}

/** Within ten minutes of good weather nothing waits any more, or that is a violation [I18]. */
async function makePeace(world: World): Promise<void> {
  const { timeline } = world;
  const until = timeline.now() + PEACE_MS_MAX;
  let nextLook = timeline.now();
  let isOver = false;
  await timeline.runUntil(until, () => {
    if (timeline.now() >= nextLook) {
      nextLook = timeline.now() + SETTLING_MS;
      isOver = isQuiet(world);
    }
    return isOver;
  });
  if (!isOver) world.witness.blame("I18 liveness", unsettled(world).join("; "));
  await timeline.runUntil(timeline.now() + SETTLING_MS);
}
