import { describeTally, endStepsOnSignal, runSteps } from "./checks/run-steps";
import { STATIC_STEPS, UNIT_STEP } from "./checks/steps";

if (process.argv.includes("--help")) {
  console.log("npm run check   static checks and unit tests; no database, no browser");
} else {
  endStepsOnSignal();
  const tally = await runSteps([UNIT_STEP, ...STATIC_STEPS], 2);
  console.log(describeTally(tally));
  process.exitCode = tally.failed === 0 ? 0 : 1;
}
