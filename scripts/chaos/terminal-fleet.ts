import { fork } from "node:child_process";
import { once } from "node:events";
import type { FleetAnswer, FleetPlan, FleetRequest, TerminalReport } from "./terminal-messages";

const PROGRAM = "scripts/chaos/run-terminals.ts";
const ANSWER_WITHIN_MS = 120_000;

/** The simulated terminals, in a process of their own so that nothing else slows their clocks. */
export type TerminalFleet = {
  stopSelling(): Promise<void>;
  report(): Promise<readonly TerminalReport[]>;
  end(): Promise<void>;
};

export async function startFleet(plan: FleetPlan): Promise<TerminalFleet> {
  const child = fork(PROGRAM, [], {
    execArgv: ["--import", "tsx"],
    // Its own group: Ctrl-C reaches the starter, which ends the parts in the right order.
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  async function ask<Kind extends FleetAnswer["kind"]>(
    request: FleetRequest,
    wanted: Kind,
  ): Promise<Extract<FleetAnswer, { kind: Kind }>> {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const ended = once(child, "exit", { signal }).then(() => {
      throw new Error("the terminals' process ended by itself");
    });
    const said = once(child, "message", { signal });
    child.send(request);
    const [answer] = (await Promise.race([said, ended])) as [FleetAnswer];
    if (answer.kind === "failed") throw new Error(answer.reason);
    if (answer.kind !== wanted) throw new Error(`the terminals answered ${answer.kind}`);
    return answer as Extract<FleetAnswer, { kind: Kind }>;
  }
  const end = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill("SIGKILL");
    await exit;
  };
  try {
    await ask({ kind: "start", plan }, "started");
  } catch (error) {
    await end();
    throw error;
  }
  return {
    stopSelling: async () => {
      await ask({ kind: "stop_selling" }, "stopped_selling");
    },
    report: async () => (await ask({ kind: "report" }, "report")).terminals,
    end,
  };
}
