import { DomainError } from "../../core/errors";
import type { TillCommands } from "../react/till-commands";
import type { EngineCore } from "./engine-core";
import { requireCashier } from "./require-cashier";

/** What keeps unsent sales from being lost with the device. `onLeft` stands the browser up anew. */
export function createUnsentCommands(
  core: EngineCore,
  onLeft: () => Promise<void>,
): Pick<TillCommands, "noteUnsentSaved" | "removeTill"> {
  return {
    async noteUnsentSaved({ through }) {
      const at = core.ports.clock.now();
      for (const { terminalId, sequence } of through) {
        await core.log.noteSaved({ terminalId, sequence, at });
      }
    },
    async removeTill() {
      requireCashier(core, "terminal.enrol");
      if (core.state().cart.lines.length > 0) throw new DomainError("cart_not_empty");
      await core.log.leaveTill();
      core.ports.marker.clear();
      core.ports.broadcast.post({ kind: "enrolled" });
      await onLeft();
    },
  };
}
