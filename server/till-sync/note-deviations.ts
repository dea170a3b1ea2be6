import type { Deviation } from "../../core/sync/event-store";
import { toIso } from "../../core/time";
import type { Tx } from "../../db/client";
import { insertRows } from "../../db/insert-rows";
import { deviations } from "../../db/schema/events";
import type { TenantContext } from "../context";
import { alertOwners } from "../mail/alert-owners";

/**
 * Put deviations before whoever looks; one that is known by its id already stays as it is. Owners
 * hear by mail of those that cannot wait.
 */
export async function noteDeviations(
  tx: Tx,
  context: TenantContext,
  found: readonly Deviation[],
): Promise<void> {
  await insertRows(tx, deviations, {
    tenantId: context.tenantId,
    rows: found.map((deviation) => ({
      ...deviation,
      id: deviation.id ?? context.newId(),
      at: toIso(context.now()),
    })),
  });
  await alertOwners(tx, context, found);
}

/** A sale's row as it is written, as far as a deviation names it. */
export function placeOfSale(row: Readonly<Record<string, unknown>> | undefined) {
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  return {
    storeId: text(row?.["storeId"]),
    terminalId: text(row?.["terminalId"]),
    sourceEventId: text(row?.["sourceEventId"]),
  };
}
