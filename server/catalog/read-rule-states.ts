import { sql } from "drizzle-orm";
import type { Tx } from "../../db/client";

/** Beyond this many an entry of the audit trail tells how many changed, not how each was. */
const STATES_MAX = 50;

export type RuleStates = Readonly<Record<string, unknown>>;

/**
 * Price lists or promotions as they stand, by code, for the audit trail: what a person set, without
 * what the program counts beside it. Empty when there are more than fifty.
 */
export async function readRuleStates(
  tx: Tx,
  tenantId: string,
  rules: { readonly table: "price_lists" | "promotions"; readonly codes: readonly string[] },
): Promise<RuleStates> {
  if (rules.codes.length > STATES_MAX) return {};
  const rows = await tx.execute<{ code: string; state: unknown }>(sql`
    select rule.code, to_jsonb(rule) - array['tenant_id', 'id', 'code', 'created_at',
      'updated_at', 'deleted_at', 'revision', 'version'] as state
    from ${sql.identifier(rules.table)} as rule
    where rule.tenant_id = ${tenantId}::uuid and rule.deleted_at is null
      and rule.code in (select jsonb_array_elements_text(${JSON.stringify(rules.codes)}::jsonb))`);
  return Object.fromEntries(rows.map(({ code, state }) => [code, state]));
}
