import { sql } from "drizzle-orm";
import type { AsideStore } from "../../core/sync/aside-store";
import type { Resolution } from "../../core/sync/resolution";
import { toIso } from "../../core/time";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";
import { eventStore } from "./event-store";
import { type InboxRow, toWaiting } from "./read-events";

type AsideRow = InboxRow & {
  readonly state: string;
  readonly error_code: string | null;
  readonly resolution: Resolution | null;
};

/** The store of one transaction, with what dealing with events that were set aside needs. */
export function asideStore(tx: Tx, context: TenantContext): AsideStore {
  const { tenantId } = context;
  return {
    ...eventStore(tx, context),
    async findEvent(terminalId, sequence) {
      const [row] = await tx.execute<AsideRow>(sql`
        select sequence, event_id, raw, hash, received_at, state, error_code, resolution
        from event_inbox where tenant_id = ${tenantId}::uuid
          and terminal_id = ${terminalId}::uuid and sequence = ${sequence}`);
      if (!row) return null;
      const { state, error_code: code, resolution } = row;
      return { event: toWaiting(row), state, code, resolution };
    },
    async keepAside(terminalId, sequence, { code, details }) {
      await tx.execute(sql`
        update event_inbox set attempts = attempts + 1, error_code = ${code},
          error_details = ${JSON.stringify(details)}::jsonb
        where tenant_id = ${tenantId}::uuid and terminal_id = ${terminalId}::uuid
          and sequence = ${sequence} and resolution is null`);
    },
    async resolveAside(terminalId, { sequence, eventId, resolution, ...by }) {
      const at = toIso(by.at);
      await tx.execute(sql`
        update event_inbox set resolution = ${resolution}, resolved_at = ${at}::timestamptz,
          resolved_by_id = ${by.resolvedById}::uuid,
          resolution_event_id = ${by.resolutionEventId}::uuid
        where tenant_id = ${tenantId}::uuid and terminal_id = ${terminalId}::uuid
          and sequence = ${sequence} and resolution is null`);
      await tx.execute(sql`
        update deviations set state = 'resolved', resolved_at = ${at}::timestamptz,
          resolved_by_id = ${by.resolvedById}::uuid, resolution_note = ${resolution}
        where tenant_id = ${tenantId}::uuid and terminal_id = ${terminalId}::uuid
          and state = 'open' and kind = 'event_quarantined'
          and source_event_id = ${eventId}::uuid`);
    },
  };
}
