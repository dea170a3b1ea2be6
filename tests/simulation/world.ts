import type { Envelope } from "../../core/sync/envelope";
import type { EnrolResponse, PushResponse } from "../../core/sync/protocol-v1";
import { type Instant, instant } from "../../core/time";
import type { TransportAnswer, TransportRequest } from "../../till/engine/ports";
import { TOMORROWS_TYPE } from "./cashier";
import { type Chance, createChance } from "./chance";
import { createDevice, type Device } from "./device";
import { drawFaults, type Fault, type Faults } from "./faults";
import { exchangeKind, sendOver, type Wire } from "./network";
import { openPage, type Page, type PageWorld, WORLD_BEGAN_AT } from "./page";
import type { Shop } from "./shop";
import type { ServerFaults, SimServer } from "./sim-server";
import { createTimeline, type Timeline } from "./timeline";
import { createWitness, type Witness } from "./witness";

/** What the server side of a run is doing to its callers at the moment. */
export type Weather = {
  /** An answer that a gateway gives instead of the server; null in good weather. */
  gatewayStatus: number | null;
  gatewayUntil: number;
  /** An older program still runs: alone, or beside the new one. */
  staleUntil: number;
  isStaleAlone: boolean;
  knowsTomorrow: boolean;
};

export type World = {
  readonly seed: number;
  readonly chance: Chance;
  readonly timeline: Timeline;
  readonly faults: Faults;
  readonly shop: Shop;
  readonly witness: Witness;
  readonly server: SimServer;
  readonly weather: Weather;
  readonly devices: Device[];
  readonly pages: Page[];
  /** A terminal's cursors as the last answer showed them; they only grow. */
  readonly cursors: Map<string, { received: number; applied: number }>;
  readonly pageWorld: PageWorld;
  readonly counts: { answers: number; unlooked: number };
};

export type WorldTerms = {
  readonly seed: number;
  readonly shop: Shop;
  readonly trace: Witness["trace"];
  readonly faults?: (chance: Chance) => Faults;
  readonly createServer: (terms: {
    chance: Chance;
    now: () => Instant;
    faults: ServerFaults;
    timeline: Timeline;
    registers: number;
  }) => SimServer;
};

const DEVICES_MIN = 2;
const DEVICES_MAX = 4;

export function createWorld(terms: WorldTerms): World {
  const chance = createChance(terms.seed);
  const timeline = createTimeline(createChance(chance.below(2 ** 31)));
  const faults = (terms.faults ?? drawFaults)(chance);
  const { trace } = terms;
  const stamp = () => (timeline.now() / 1_000).toFixed(3).padStart(9);
  const witness = createWitness(trace && ((line) => trace(`${stamp()}  ${line}`)));
  const weather: Weather = {
    gatewayStatus: null,
    gatewayUntil: 0,
    staleUntil: 0,
    isStaleAlone: true,
    knowsTomorrow: false,
  };
  const cursors: World["cursors"] = new Map();
  const counts = { answers: 0, unlooked: 0 };
  const registers = chance.between(DEVICES_MIN, DEVICES_MAX);
  const server = terms.createServer({
    chance: createChance(chance.below(2 ** 31)),
    now: () => instant(Math.round(WORLD_BEGAN_AT + timeline.now())),
    timeline,
    registers,
    faults: {
      strikes: (fault) => faults.strikes(fault),
      disguise: () => disguiseIn({ weather, timeline, chance, faults }),
      pageLimit: (asked) => (faults.strikes("server.small_page") ? chance.between(1, 7) : asked),
      noteAnswer: (terminalId, answer) => {
        counts.answers += 1;
        watchCursors({ cursors, witness }, terminalId, answer);
      },
    },
  });
  const wire: Wire = {
    chance,
    timeline,
    faults,
    serve: (request) => serve({ server, weather, timeline, chance, witness }, request),
    isForked: (terminalId) => witness.forked.has(terminalId),
  };
  const devices = server.registers.map((registerId, index) =>
    createDevice({
      name: `till-${index + 1}`,
      registerId,
      rate: faults.strikes("clock.drift") ? chance.pick([0.95, 1.05]) : 1,
    }),
  );
  const pageWorld: PageWorld = {
    chance,
    timeline,
    faults,
    transportFor: (device) => (request) => sendOver(wire, device, request),
    report: () => undefined,
    notePoison: (eventId) => witness.poisoned.add(eventId),
  };
  return {
    seed: terms.seed,
    shop: terms.shop,
    chance,
    timeline,
    faults,
    witness,
    server,
    weather,
    devices,
    pages: [],
    cursors,
    pageWorld,
    counts,
  };
}

/** A gateway may answer for the server, and an answer may never come. */
async function serve(
  at: Pick<World, "server" | "weather" | "timeline" | "chance" | "witness">,
  request: TransportRequest,
): Promise<TransportAnswer> {
  const { gatewayStatus, gatewayUntil } = at.weather;
  const isEnrolment = request.path.includes("/enrol");
  if (gatewayStatus !== null && at.timeline.now() < gatewayUntil && !isEnrolment) {
    const isSmall = gatewayStatus === 413 && eventsIn(request) <= 1;
    const retryAfterMs = gatewayStatus === 429 ? at.chance.between(1, 20) * 1_000 : null;
    if (!isSmall) return { status: gatewayStatus, body: { code: "gateway" }, retryAfterMs };
  }
  const answer = await at.timeline.hold(at.server.handle(request));
  at.witness.trace?.(`${request.method} ${exchangeKind(request)}: ${answer.status}`);
  if (isEnrolment && answer.status === 200) {
    at.witness.enrolled.push((answer.body as EnrolResponse).certificate.terminalId);
  }
  return answer;
}

function eventsIn({ body }: TransportRequest): number {
  return (body as { events?: readonly unknown[] } | undefined)?.events?.length ?? 0;
}

/** An older program does not know the sales of today; today's learns tomorrow's greeting late. */
function disguiseIn(at: {
  weather: Weather;
  timeline: Timeline;
  chance: Chance;
  faults: Faults;
}): ((envelope: Envelope) => Envelope) | null {
  const { weather, timeline, faults } = at;
  if (timeline.now() < weather.staleUntil && isOldInstance(at)) {
    return (envelope) =>
      envelope.type === "SALE"
        ? { ...envelope, typeVersion: envelope.typeVersion + 900 }
        : envelope;
  }
  if (!weather.knowsTomorrow || !faults.knows("data.unknown_type")) return null;
  return (envelope) =>
    envelope.type === TOMORROWS_TYPE ? { ...envelope, type: "DRAWER_OPENED" } : envelope;
}

function isOldInstance(at: { weather: Weather; faults: Faults }): boolean {
  return at.weather.isStaleAlone || at.faults.strikes("server.two_instances");
}

/** Received and applied never go back, and applied never leads [I3]. */
function watchCursors(
  at: { cursors: World["cursors"]; witness: Witness },
  terminalId: string,
  answer: PushResponse,
): void {
  const { receivedThrough: received, appliedThrough: applied } = answer;
  const before = at.cursors.get(terminalId);
  const isForward = !before || (received >= before.received && applied >= before.applied);
  if (!isForward || applied > received) {
    const was = before ? `${before.received}/${before.applied}` : "nothing";
    at.witness.blame("I3 cursors", `${terminalId}: ${was}, then ${received}/${applied}`);
  }
  at.cursors.set(terminalId, { received, applied });
}

/** Open a window on a device. */
export function openWindow(world: World, device: Device): Page {
  const page = openPage(world.pageWorld, device);
  world.pages.push(page);
  page.engine.start().catch((error: unknown) => {
    if (page.isAlive()) world.witness.blame("S1 a till never breaks", String(error));
  });
  return page;
}

export function livePages(world: World, device: Device): Page[] {
  return world.pages.filter((page) => page.device === device && page.isAlive());
}

export function killPages(world: World, device: Device): void {
  for (const page of livePages(world, device)) page.kill();
}

/** Seconds of bad luck at the gateway, by the fault's name. */
export function darken(world: World, fault: Fault, status: number): void {
  if (!world.faults.strikes(fault)) return;
  world.weather.gatewayStatus = status;
  world.weather.gatewayUntil = world.timeline.now() + world.chance.between(5_000, 60_000);
}
