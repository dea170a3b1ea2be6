import type { EngineCore } from "../engine/engine-core";
import { heldRecordOf } from "../engine/held-carts";
import { changeRecord } from "./held-upload";

/** Held carts of this till that the server has: asked for before a fetch begins. */
export function heldWithServer(core: EngineCore): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const record of core.state().heldRecords.values()) {
    if (record.version !== null && record.unsent === null && !record.isGone) {
      ids.add(record.heldCartId);
    }
  }
  return ids;
}

/**
 * After a whole fetch: what another till changed is kept anew, and what it took is let go [TH4].
 *
 * @param before what the server had when the fetch began.
 */
export async function noteHeldCarts(core: EngineCore, before: ReadonlySet<string>): Promise<void> {
  const rows = new Map(core.state().tables.heldCarts.map((row) => [row.id, row]));
  for (const record of core.state().heldRecords.values()) {
    const { heldCartId } = record;
    if (record.isGone || record.unsent !== null) continue;
    const row = rows.get(heldCartId);
    const isNewer = row !== undefined && row.version !== record.version;
    if (isNewer) {
      await changeRecord(core, heldCartId, (current) =>
        current.unsent === null && !current.isGone ? (heldRecordOf(row) ?? current) : current,
      );
    } else if (!row && before.has(heldCartId)) {
      await changeRecord(core, heldCartId, (current) => (current.unsent === null ? null : current));
    }
  }
}
