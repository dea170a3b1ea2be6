import { checkAcknowledged } from "./check-acknowledged";
import { checkInbox } from "./check-inbox";
import { checkLedger } from "./check-ledger";
import { checkLogs } from "./check-logs";
import { checkReplicas } from "./check-replicas";
import type { ModelServer } from "./model-server";
import type { World } from "./world";

/**
 * Everything that must hold once nothing waits any more.
 *
 * @returns the places of acknowledged sales that are declared lost with a wiped log.
 */
export async function checkAll(world: World, model: ModelServer): Promise<readonly string[]> {
  const atRisk = checkAcknowledged(world, model);
  checkInbox(world, model);
  checkLedger(world, model);
  checkLogs(world, model);
  checkReplicas(world, model);
  return atRisk;
}
