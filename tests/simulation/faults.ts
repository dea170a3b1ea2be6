import { type Chance, createChance } from "./chance";

/** How likely each fault strikes at each occasion that it has, in a seed that knows it. */
const LIKELIHOOD = {
  "net.drop_request": 0.15,
  "net.drop_response": 0.15,
  "net.duplicate": 0.12,
  "net.delay": 0.04,
  "net.reorder": 0.08,
  "net.truncate_request": 0.08,
  "net.truncate_response": 0.08,
  "net.partial_batch": 0.3,
  "net.partition": 0.02,
  "server.crash_before_commit": 0.1,
  "server.crash_before_reply": 0.12,
  "server.apply_fails": 0.25,
  "server.deadlock": 0.2,
  "server.stale_deploy": 0.03,
  "server.two_instances": 0.5,
  "server.restored": 0.02,
  "server.small_page": 0.3,
  "server.401": 0.02,
  "server.413": 0.02,
  "server.426": 0.02,
  "server.429": 0.02,
  "server.500": 0.02,
  "client.crash": 0.006,
  "client.reload": 0.03,
  "client.second_tab": 0.04,
  "client.freeze": 0.04,
  "client.quota": 0.05,
  "client.slow_disk": 0.1,
  "client.power_loss": 0.03,
  "client.wipe": 0.012,
  "client.restore": 0.015,
  "client.clone": 0.012,
  "client.old_version": 0.02,
  "client.lost_message": 0.6,
  "clock.jump": 0.04,
  "clock.drift": 0.5,
  "clock.year_1970": 0.02,
  "data.poison": 0.08,
  "data.unknown_type": 0.03,
  "admin.price_change": 0.25,
  "admin.product_delete": 0.12,
  "admin.open_writer": 0.2,
  "admin.gap_closed": 0.6,
} as const;

export type Fault = keyof typeof LIKELIHOOD;

export const FAULTS = Object.keys(LIKELIHOOD) as readonly Fault[];

/** These take sales away for good or make two devices of one: seldom, so that the rest is proved. */
const SEVERE: readonly Fault[] = [
  "server.restored",
  "client.wipe",
  "client.restore",
  "client.clone",
];

const QUIET_SEEDS = 0.08;
const KNOWN_IN_A_SEED = 0.25;
const SEVERE_IN_A_SEED = 0.12;

export type Faults = {
  /** Whether a fault of this run strikes now; counted when it does. */
  readonly strikes: (fault: Fault, kind?: string) => boolean;
  /** Whether this run knows the fault at all. */
  readonly knows: (fault: Fault) => boolean;
  /** Count what struck by another way. */
  readonly note: (fault: Fault, kind?: string) => void;
  /** From here on nothing breaks any more. */
  readonly heal: () => void;
  readonly isHealed: () => boolean;
  readonly hits: ReadonlyMap<string, number>;
};

/** A run's own choice of faults, each with its own likelihood; some runs have none. */
export function drawFaults(chance: Chance): Faults {
  const isQuiet = chance.happens(QUIET_SEEDS);
  const chosen = new Map<Fault, number>();
  for (const fault of FAULTS) {
    const share = SEVERE.includes(fault) ? SEVERE_IN_A_SEED : KNOWN_IN_A_SEED;
    const isKnown = chance.happens(share);
    const strength = chance.pick([0.4, 1, 2]);
    if (isKnown && !isQuiet) chosen.set(fault, Math.min(0.9, LIKELIHOOD[fault] * strength));
  }
  const streamOf = createStreams(chance.below(2 ** 31));
  const hits = new Map<string, number>();
  let isHealed = false;
  function note(fault: Fault, kind?: string): void {
    const name = kind === undefined ? fault : `${fault} ${kind}`;
    hits.set(name, (hits.get(name) ?? 0) + 1);
  }
  return {
    strikes(fault, kind) {
      const likelihood = chosen.get(fault);
      if (likelihood === undefined || isHealed) return false;
      if (!streamOf(`${fault} ${kind ?? ""}`).happens(likelihood)) return false;
      note(fault, kind);
      return true;
    },
    knows: (fault) => chosen.has(fault),
    note,
    heal() {
      isHealed = true;
    },
    isHealed: () => isHealed,
    hits,
  };
}

/** Chance of its own for each fault and what it strikes: one more occasion for one moves no other. */
function createStreams(seed: number): (name: string) => Chance {
  const streams = new Map<string, Chance>();
  return (name) => {
    const known = streams.get(name);
    if (known) return known;
    let mark = seed;
    for (let at = 0; at < name.length; at += 1)
      mark = Math.imul(mark ^ name.charCodeAt(at), 16_777_619);
    const stream = createChance(mark);
    streams.set(name, stream);
    return stream;
  };
}
