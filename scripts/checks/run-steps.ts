import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Tally = { passed: number; failed: number; skipped: number };

export type Step = {
  name: string;
  /** Commands run one after the other; the first is a program of node_modules/.bin. */
  commands: readonly (readonly string[])[];
  /** How a runner's JSON report is counted; without it the whole step counts as one. */
  count?: (report: unknown) => Tally;
  env?: Readonly<Record<string, string>>;
};

const running = new Set<ReturnType<typeof spawn>>();

/** Runs steps, at most `atOnce` of them side by side, and says how each went. */
export async function runSteps(steps: readonly Step[], atOnce: number): Promise<Tally> {
  const total: Tally = { passed: 0, failed: 0, skipped: 0 };
  const waiting = [...steps];
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const tally = await runStep(step);
      total.passed += tally.passed;
      total.failed += tally.failed;
      total.skipped += tally.skipped;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return total;
}

export function describeTally({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Ends what is running when we are told to end; each program cleans up after itself. */
export function endStepsOnSignal(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      for (const child of running) child.kill("SIGINT");
      Promise.all(
        [...running].map((child) => new Promise((done) => child.once("exit", done))),
      ).then(
        () => process.exit(1),
        () => process.exit(1),
      );
    });
  }
}

async function runStep(step: Step): Promise<Tally> {
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), "kaunta-report-"));
  const reportFile = join(folder, "report.json");
  let output = "";
  let isGood = true;
  for (const command of step.commands) {
    const [program = "", ...args] = command.map((word) => word.replace("{report}", reportFile));
    const result = await run(program, args, {
      ...step.env,
      PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile,
    });
    output += result.output;
    isGood = result.isGood;
    if (!isGood) break;
  }
  const tally = count(step, reportFile, isGood);
  rmSync(folder, { recursive: true, force: true });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const figures = step.count ? `  ${describeTally(tally)}` : "";
  console.log(`${tally.failed === 0 ? "✓" : "✗"} ${step.name}${figures}  ${seconds} s`);
  if (tally.failed > 0) console.log(output.trim());
  return tally;
}

function count(step: Step, reportFile: string, isGood: boolean): Tally {
  const whole = { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
  if (!step.count) return whole;
  try {
    const tally = step.count(JSON.parse(readFileSync(reportFile, "utf8")));
    // A file that does not even load has no failed test in it, and yet the run has failed.
    return isGood || tally.failed > 0 ? tally : { ...tally, failed: 1 };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ isGood: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(join("node_modules", ".bin", program), args, {
      env: { ...process.env, ...env, FORCE_COLOR: "0", NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.add(child);
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.once("error", (error) => chunks.push(Buffer.from(error.message)));
    child.once("close", (code) => {
      running.delete(child);
      resolve({ isGood: code === 0, output: Buffer.concat(chunks).toString("utf8") });
    });
  });
}
