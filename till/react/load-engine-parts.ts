import { loadLateCommands } from "../engine/late-commands";

/**
 * Fetch what the engine opens and sells without: rarer commands, what signs and proves receipts,
 * and what puts them on paper. Without a network it must be there; what does not come now is asked
 * for again by whoever needs it.
 */
export function loadEngineParts(): void {
  loadLateCommands();
  for (const part of [
    () => import("../engine/find-by-code"),
    () => import("./open-printer"),
    () => import("../devices/receipt-page"),
  ]) {
    part().catch(() => undefined);
  }
}
