import { type ModelDatabase, placeKey } from "./model-database";
import type { ModelServer } from "./model-server";
import type { Acknowledged } from "./witness";
import type { World } from "./world";

type Whereabouts = "ledger" | "suspense" | "conflict" | "file" | "lost with its log" | "nowhere";

/** A copy's sales contradict the log: kept beside it, set aside with their money, or in a file. */
const FORKED: readonly Whereabouts[] = ["ledger", "suspense", "conflict", "file"];

/** [I1] Every sale that a cashier saw paid stands in the ledger once, or where the owner is told. */
export function checkAcknowledged(world: World, { database }: ModelServer): readonly string[] {
  const { witness } = world;
  const atRisk: string[] = [];
  for (const sale of witness.acknowledged) {
    if (sale.isTraining) continue;
    const found = whereaboutsOf(world, database, sale);
    const place = placeKey(sale.terminalId, sale.sequence);
    if (found === "lost with its log") atRisk.push(place);
    if (isFine(world, database, { sale, found })) continue;
    witness.blame("I1 acknowledged once", `${sale.receiptNumber} at ${place} is ${found}`);
  }
  checkReceiptNumbers(world, database);
  return atRisk;
}

function isFine(
  { witness }: World,
  { tables }: ModelDatabase,
  { sale, found }: { sale: Acknowledged; found: Whereabouts },
): boolean {
  if (found === "lost with its log") {
    // The owner is told that a terminal lost its log.
    const isDeclared = (tables.terminals.get(sale.terminalId)?.wipedAt ?? null) !== null;
    return isDeclared || witness.forked.has(sale.terminalId);
  }
  if (witness.forked.has(sale.terminalId)) return FORKED.includes(found);
  // The other half of a copied device has sold the same cart: the later one is set aside.
  if (witness.copiedCarts.has(sale.saleId) && found === "suspense") return true;
  return found === (witness.poisoned.has(sale.eventId) ? "suspense" : "ledger");
}

function whereaboutsOf(
  { witness }: World,
  { tables }: ModelDatabase,
  sale: Acknowledged,
): Whereabouts {
  const { terminalId, sequence, hash } = sale;
  const booked = tables.sales.get(sale.saleId);
  const isHere = booked?.["terminalId"] === terminalId && booked["sequence"] === sequence;
  const row = tables.inbox.get(terminalId)?.get(sequence);
  const isReceived = row?.envelope.hash === hash;
  if (isHere && isReceived && booked["totalMinor"] === sale.totalMinor) return "ledger";
  if (isReceived && row?.state === "quarantined") return "suspense";
  if (tables.conflicts.has(`${placeKey(terminalId, sequence)}/${hash}`)) return "conflict";
  if ((witness.exported.get(terminalId) ?? 0) >= sequence) return "file";
  if (witness.lostLogs.has(`${sale.device}/${sale.generation}`) && !isReceived) {
    return "lost with its log";
  }
  return "nowhere";
}

/** [I17] A receipt number is printed once, and once in the ledger, or the owner is told. */
function checkReceiptNumbers({ witness }: World, { tables }: ModelDatabase): void {
  const told = new Set(
    [...tables.deviations.values()]
      .filter(({ kind }) => kind === "duplicate_receipt_number")
      .map(({ details }) => details["receiptNumber"]),
  );
  for (const [number, times] of tables.receiptNumbers) {
    if (times > 1 && !told.has(number)) witness.blame("I17 receipt numbers", `${number} twice`);
  }
  const seen = new Map<string, Acknowledged>();
  for (const sale of witness.acknowledged) {
    const known = seen.get(sale.receiptNumber);
    seen.set(sale.receiptNumber, sale);
    if (!known || witness.forked.has(sale.terminalId)) continue;
    witness.blame("I17 receipt numbers", `${sale.receiptNumber} on two receipts`);
  }
}
