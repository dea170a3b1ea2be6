import { SellingTerminal } from "./selling-terminal";
import type { FleetAnswer, FleetPlan, FleetRequest } from "./terminal-messages";

/** The process of the simulated terminals; told what to do by the process that started it. */
let terminals: readonly SellingTerminal[] = [];

process.on("message", (request: FleetRequest) => {
  obey(request).catch((error: unknown) => {
    answer({ kind: "failed", reason: error instanceof Error ? (error.stack ?? "") : `${error}` });
  });
});
// Without the one who reads the list there is nothing left to sell for.
process.on("disconnect", () => process.exit(1));

async function obey(request: FleetRequest): Promise<void> {
  switch (request.kind) {
    case "start":
      terminals = await openAll(request.plan);
      for (const terminal of terminals) terminal.startSelling();
      return answer({ kind: "started" });
    case "stop_selling":
      await Promise.all(terminals.map((terminal) => terminal.stopSelling()));
      return answer({ kind: "stopped_selling" });
    case "report":
      return answer({
        kind: "report",
        terminals: await Promise.all(terminals.map((terminal) => terminal.report())),
      });
  }
}

function openAll(plan: FleetPlan): Promise<readonly SellingTerminal[]> {
  return Promise.all(
    plan.registerIds.map(async (registerId, index) => {
      const terminal = new SellingTerminal(plan, index + 1);
      await terminal.open(registerId);
      return terminal;
    }),
  );
}

function answer(message: FleetAnswer): void {
  process.send?.(message);
}
