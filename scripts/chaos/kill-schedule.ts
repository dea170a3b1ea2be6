import { createDemoRandom, type DemoRandom } from "../../db/seed/demo-random";

/** What is killed. A backend is one connection's process: its end restarts all of PostgreSQL. */
export type KillKind = "server" | "postmaster" | "backend" | "browser";

export type PlannedKill = {
  readonly kind: KillKind;
  /** From the beginning of the faults. */
  readonly atMs: number;
};

export type SchedulePlan = {
  readonly kills: number;
  readonly seed: number;
  /** All kills lie inside it. */
  readonly spanMs: number;
};

/**
 * When what is killed, a function of the seed. Kinds are dealt in shuffled rounds of server,
 * database and browser, so that a short run has met each; instants are spread at random.
 */
export function planKills({ kills, seed, spanMs }: SchedulePlan): readonly PlannedKill[] {
  const random = createDemoRandom(seed, "kills");
  const instants = Array.from({ length: kills }, () => random.between(0, spanMs));
  instants.sort((left, right) => left - right);
  const deck: KillKind[] = [];
  return instants.map((atMs) => {
    if (deck.length === 0) deck.push(...dealRound(random));
    return { kind: deck.pop() ?? "server", atMs };
  });
}

function dealRound(random: DemoRandom): KillKind[] {
  const round: KillKind[] = ["server", random.chance(0.5) ? "postmaster" : "backend", "browser"];
  for (let at = round.length - 1; at > 0; at -= 1) {
    const other = random.between(0, at);
    const [here, there] = [round[at], round[other]];
    if (here !== undefined && there !== undefined) [round[at], round[other]] = [there, here];
  }
  return round;
}
