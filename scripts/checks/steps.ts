import type { Step, Tally } from "./run-steps";

/** Longest first, so that two lanes end at about the same time. */
export const STATIC_STEPS: readonly Step[] = [
  // Types of routes are generated anew: those of a deleted page would fail for no reason.
  {
    name: "types",
    commands: [
      ["next", "typegen"],
      ["tsc", "--noEmit", "-p", "tsconfig.json"],
    ],
  },
  { name: "format and lint", commands: [["biome", "check", "--error-on-warnings", "."]] },
  { name: "types of core alone", commands: [["tsc", "--noEmit", "-p", "core/tsconfig.json"]] },
  { name: "dead code", commands: [["knip"]] },
  {
    name: "migrations",
    commands: [
      ["drizzle-kit", "check"],
      ["tsx", "scripts/checks/schema.ts"],
    ],
  },
];

export const UNIT_STEP = vitestStep("unit tests", "unit");

export const DATABASE_STEP = vitestStep("tests against PostgreSQL", "db");

/** Five thousand runs of the simulation; each counts as a test. */
export const SIMULATION_STEP: Step = {
  name: "simulation",
  commands: [
    ["tsx", "tests/simulation/sim.ts", "--seeds", "5000", "--from", "1", "--report", "{report}"],
  ],
  count: (report) => ({ skipped: 0, ...(report as Omit<Tally, "skipped">) }),
};

export const BROWSER_STEP: Step = {
  name: "browser tests",
  commands: [["playwright", "test", "--reporter=list,json"]],
  count: countPlaywright,
};

/** Each kind of process is killed once; the long runs are made by hand. */
export const CHAOS_STEP: Step = {
  name: "chaos, three kills",
  commands: [
    ["tsx", "scripts/chaos.ts", "--kills=3", "--minutes=0.3", "--terminals=10", "--discard"],
  ],
};

function vitestStep(name: string, project: string): Step {
  return {
    name,
    commands: [
      [
        "vitest",
        "run",
        `--project=${project}`,
        "--reporter=default",
        "--reporter=json",
        "--outputFile.json={report}",
      ],
    ],
    count: countVitest,
  };
}

function countVitest(report: unknown): Tally {
  const figures = report as Record<
    "numPassedTests" | "numFailedTests" | "numPendingTests" | "numTodoTests",
    number
  >;
  return {
    passed: figures.numPassedTests,
    failed: figures.numFailedTests,
    skipped: figures.numPendingTests + figures.numTodoTests,
  };
}

function countPlaywright(report: unknown): Tally {
  const { stats, errors } = report as {
    stats: Record<"expected" | "unexpected" | "flaky" | "skipped", number>;
    errors: readonly unknown[];
  };
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}
