import { darken, type World } from "./world";

const EVERY_MS = 7_000;
/** What has not come by then, all being well, was on a device that lost its log. */
const GIVEN_UP_AFTER_MS = 600_000;

/** What an owner, an operator and a hosting company do to a server under way. */
export type ServerActs = {
  readonly backUp: () => void;
  /** False while there is nothing to go back to. */
  readonly restore: () => boolean;
  readonly changePrice: () => void;
  readonly deleteProduct: () => void;
  /** Begin to write and commit after a while. */
  readonly holdWriter: () => void;
  /** Close a gap that somebody gave up; false while there is none. */
  readonly hasGap: () => boolean;
  readonly closeGap: () => Promise<void>;
};

/** The server's own troubles and the owner's changes, every few seconds until the run heals. */
export function liveServer(world: World, acts: ServerActs): void {
  const { timeline, faults, chance } = world;
  let healedAt: number | null = null;
  function tick(): void {
    if (!faults.isHealed()) meetFate(world, acts);
    else healedAt ??= timeline.now();
    const isGivenUp = healedAt !== null && timeline.now() - healedAt > GIVEN_UP_AFTER_MS;
    if (isGivenUp && acts.hasGap()) void timeline.hold(acts.closeGap());
    void timeline.hold(world.server.applyBacklog());
    timeline.after(chance.between(EVERY_MS / 2, EVERY_MS), tick);
  }
  timeline.after(EVERY_MS, tick);
}

const GATEWAY = [
  ["server.401", 401],
  ["server.413", 413],
  ["server.426", 426],
  ["server.429", 429],
  ["server.500", 500],
] as const;

function meetFate(world: World, acts: ServerActs): void {
  const { faults, chance, weather, timeline, witness } = world;
  for (const [fault, status] of GATEWAY) darken(world, fault, status);
  if (faults.strikes("server.stale_deploy")) {
    weather.staleUntil = timeline.now() + chance.between(5_000, 60_000);
    weather.isStaleAlone = !faults.knows("server.two_instances");
  }
  if (faults.knows("server.restored") && chance.happens(0.1)) acts.backUp();
  if (faults.strikes("server.restored") && acts.restore()) {
    witness.trace?.("the server is restored from a backup");
    world.cursors.clear();
  }
  if (faults.strikes("admin.price_change")) acts.changePrice();
  if (faults.strikes("admin.product_delete")) acts.deleteProduct();
  if (faults.strikes("admin.open_writer")) acts.holdWriter();
  if (acts.hasGap() && faults.strikes("admin.gap_closed")) void timeline.hold(acts.closeGap());
}

/** Good weather from now on, and a server that knows all that was ever said. */
export function healServer(world: World): void {
  const { weather } = world;
  weather.gatewayStatus = null;
  weather.staleUntil = 0;
  weather.knowsTomorrow = true;
}
