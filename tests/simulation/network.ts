import type { TransportAnswer, TransportRequest } from "../../till/engine/ports";
import type { Chance } from "./chance";
import type { Device } from "./device";
import type { Faults } from "./faults";
import type { Timeline } from "./timeline";

const ANSWER_WITHIN_MS = 20_000;
const HOUR_MS = 3_600_000;

export type Wire = {
  readonly chance: Chance;
  readonly timeline: Timeline;
  readonly faults: Faults;
  readonly serve: (request: TransportRequest) => Promise<TransportAnswer>;
  /** Whether two logs claim to be this terminal. */
  readonly isForked: (terminalId: string) => boolean;
};

/** What kind of exchange a path is, for counting what struck it. */
export function exchangeKind({ path }: TransportRequest): string {
  if (path.includes("/events")) return "push";
  if (path.includes("/changes")) return "pull";
  if (path.includes("/enrol")) return "enrol";
  return "other";
}

/**
 * One request over a wire that loses, repeats, delays, reorders and mangles. The caller gives up
 * after twenty seconds, as a browser's till does; the request may still arrive after that.
 */
export function sendOver(
  wire: Wire,
  device: Device,
  request: TransportRequest,
): Promise<TransportAnswer> {
  const { chance, timeline, faults } = wire;
  const kind = exchangeKind(request);
  return new Promise((resolve, reject) => {
    const giveUp = timeline.after(ANSWER_WITHIN_MS, () => reject(new TypeError("timed out")));
    const fail = (afterMs: number) =>
      timeline.after(afterMs, () => {
        giveUp();
        reject(new TypeError("fetch failed"));
      });
    if (!device.isOnline) {
      fail(chance.between(1, 40));
      return;
    }
    if (faults.strikes("net.drop_request", kind)) return;
    if (kind !== "enrol" && faults.strikes("net.duplicate", kind)) {
      timeline.after(chance.between(1, 90_000), () => void arrive(wire, device, request));
    }
    timeline.after(delayOf(wire, kind), () => {
      void arrive(wire, device, request).then((answer) => {
        if (answer === null) fail(chance.between(1, 50));
        else answerOver(wire, { answer, kind, giveUp, resolve, fail });
      });
    });
  });
}

function delayOf({ chance, faults }: Wire, kind: string): number {
  // Somebody stands beside it: what they gave up and what comes twice is a second enrolment.
  if (kind === "enrol") return chance.between(2, 120);
  if (faults.strikes("net.delay", kind)) return chance.between(ANSWER_WITHIN_MS, HOUR_MS);
  // Longer than the caller waits and shorter than it takes to try again a few times.
  if (faults.strikes("net.reorder", kind)) return ANSWER_WITHIN_MS + chance.below(20_000);
  return chance.between(2, 120);
}

/** Null when the server said nothing. */
async function arrive(
  wire: Wire,
  device: Device,
  request: TransportRequest,
): Promise<TransportAnswer | null> {
  const { faults } = wire;
  if (!device.isOnline) return null;
  if (faults.strikes("net.truncate_request", exchangeKind(request))) {
    return { status: 400, body: { code: "malformed_request" }, retryAfterMs: null };
  }
  return wire.serve(thinned(wire, request)).catch(() => null);
}

/**
 * Some of a batch's first events are lost on the way, as by a client that trims: it makes gaps. Not
 * of a log of which there are two: there the other's events stand at those places, so that nobody
 * could know what is missing.
 */
function thinned(wire: Wire, request: TransportRequest): TransportRequest {
  const { chance, faults } = wire;
  type Push = { terminalId?: string; events?: readonly unknown[] };
  const body = request.body as Push | undefined;
  const events = body?.events;
  if (body?.terminalId !== undefined && wire.isForked(body.terminalId)) return request;
  if (!events || events.length < 2 || !faults.strikes("net.partial_batch")) return request;
  const from = chance.between(1, events.length - 1);
  return { ...request, body: { ...body, events: events.slice(from) } };
}

type Way = {
  readonly answer: TransportAnswer;
  readonly kind: string;
  readonly giveUp: () => void;
  readonly resolve: (answer: TransportAnswer) => void;
  readonly fail: (afterMs: number) => void;
};

function answerOver({ chance, timeline, faults }: Wire, way: Way): void {
  if (faults.strikes("net.drop_response", way.kind)) return;
  const isCut = faults.strikes("net.truncate_response", way.kind);
  timeline.after(chance.between(2, 80), () => {
    way.giveUp();
    way.resolve(isCut ? { ...way.answer, body: null } : way.answer);
  });
}
