import { describeTally, endStepsOnSignal, runSteps, type Tally } from "./checks/run-steps";
import {
  BROWSER_STEP,
  CHAOS_STEP,
  DATABASE_STEP,
  SIMULATION_STEP,
  STATIC_STEPS,
  UNIT_STEP,
} from "./checks/steps";

if (process.argv.includes("--help")) {
  console.log("npm test   everything that CI runs; the last line counts it");
} else {
  endStepsOnSignal();
  const tallies = [
    await runSteps([UNIT_STEP, ...STATIC_STEPS], 2),
    // One after the other: each of these uses every core by itself.
    await runSteps([SIMULATION_STEP, DATABASE_STEP, BROWSER_STEP, CHAOS_STEP], 1),
  ];
  const total = tallies.reduce(add);
  console.log(describeTally(total));
  process.exitCode = total.failed === 0 ? 0 : 1;
}

function add(a: Tally, b: Tally): Tally {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}
