import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Shutdown } from "../process/shutdown";
import type { FleetAnswer, FleetPlan, FleetRequest, TerminalReport } from "./terminal-messages";

const PROGRAM = "scripts/chaos/run-terminals.ts";
const ANSWER_WITHIN_MS = 120_000;

/** The simulated terminals, in a process of their own so that nothing else slows their clocks. */
export type TerminalFleet = {
  stopSelling(): Promise<void>;
  report(): Promise<readonly TerminalReport[]>;
};

export async function startFleet(plan: FleetPlan, shutdown: Shutdown): Promise<TerminalFleet> {
  const child = fork(PROGRAM, [], {
    execArgv: ["--import", "tsx"],
    // Its own group: Ctrl-C reaches the starter, which ends the parts in the right order.
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  shutdown.add(() => end(child));
  await ask(child, { kind: "start", plan }, "started");
  return {
    stopSelling: async () => {
      await ask(child, { kind: "stop_selling" }, "stopped_selling");
    },
    report: async () => (await ask(child, { kind: "report" }, "report")).terminals,
  };
}

/** One question at a time; the next message is its answer. */
async function ask<Kind extends FleetAnswer["kind"]>(
  child: ChildProcess,
  request: FleetRequest,
  wanted: Kind,
): Promise<Extract<FleetAnswer, { kind: Kind }>> {
  const answered = new AbortController();
  const signal = AbortSignal.any([answered.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
  const said = once(child, "message", { signal });
  const ended = once(child, "exit", { signal }).then(() => {
    throw new Error("the terminals' process ended by itself");
  });
  try {
    child.send(request);
    const [answer] = (await Promise.race([said, ended])) as [FleetAnswer];
    if (answer.kind === "failed") throw new Error(answer.reason);
    if (answer.kind !== wanted) throw new Error(`the terminals answered ${answer.kind}`);
    return answer as Extract<FleetAnswer, { kind: Kind }>;
  } finally {
    answered.abort();
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill("SIGKILL");
  await exit;
}
