import type { Tx } from "../db/client";
import { withAudit } from "./audit";
import type { TenantContext } from "./context";

const ATTEMPTS_MAX = 5;

/**
 * SQLSTATEs that say "try again": serialisation failure, deadlock, a wait that was too long; and
 * the classes of a lost connection, of no room left, of an operator's doing and of a sick disk.
 */
const TRANSIENT = /^(40001|40P01|55P03|08...|53...|57...|58...)$/;

/** The SQLSTATE of a database error, however deep it is wrapped; null for any other error. */
export function sqlState(error: unknown): string | null {
  let current: unknown = error;
  for (let depth = 0; depth < 4 && current instanceof Error; depth += 1) {
    const code = (current as Error & { code?: unknown }).code;
    if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code)) return code;
    current = current.cause;
  }
  return null;
}

export function isTransient(error: unknown): boolean {
  const state = sqlState(error);
  return state !== null && TRANSIENT.test(state);
}

/** Run in one transaction inside the tenant that can change nothing; its answer waits for no commit. */
export function inReadTransaction<Result>(
  { database, tenantId }: Pick<TenantContext, "database" | "tenantId">,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  return database.withTenant(tenantId, work, { isRead: true });
}

/**
 * Run in one transaction inside the tenant, and write what it did into the audit trail as its last
 * act; a serialisation failure or deadlock is retried.
 */
export async function inTransaction<Result>(
  context: Pick<TenantContext, "database" | "tenantId">,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const { database, tenantId } = context;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.withTenant(tenantId, (tx) => withAudit(tx, tenantId, work));
    } catch (error) {
      const state = sqlState(error);
      const isRetryable = state === "40001" || state === "40P01";
      if (!isRetryable || attempt >= ATTEMPTS_MAX) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
    }
  }
}
