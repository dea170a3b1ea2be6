import { and, eq, inArray, isNull, or } from "drizzle-orm";
import { isRole, ROLES } from "../../core/access/permissions";
import { type Access, accessOf } from "../../core/access/roles";
import type { Tx } from "../../db/client";
import { roles } from "../../db/schema/access";

export type TenantRole = {
  readonly code: string;
  /** As somebody named it; a built-in role is called by what the reader's language calls it. */
  readonly name: string | null;
  readonly isBuiltIn: boolean;
  /** A built-in role that is not as it comes. */
  readonly isChanged: boolean;
  readonly access: Access;
  /** 0 while nobody has changed it. */
  readonly version: number;
  /** Of its row, which a built-in role may have or not. */
  readonly rowId: string | null;
};

type RoleRow = typeof roles.$inferSelect;

/** A role that people may have; null for one that is unknown or was removed. */
export async function findRole(tx: Tx, tenantId: string, code: string): Promise<TenantRole | null> {
  const [row] = await tx
    .select()
    .from(roles)
    .where(and(eq(roles.tenantId, tenantId), eq(roles.code, code)));
  if (isRole(code)) return builtInRole(code, row ?? null);
  return row && row.deletedAt === null ? customRole(row) : null;
}

/** Every role of a tenant: those that the product brings, then its own by name. */
export async function loadRoles(tx: Tx, tenantId: string): Promise<readonly TenantRole[]> {
  const rows = await tx
    .select()
    .from(roles)
    .where(
      and(eq(roles.tenantId, tenantId), or(isNull(roles.deletedAt), inArray(roles.code, ROLES))),
    )
    .orderBy(roles.name, roles.code);
  const byCode = new Map(rows.map((row) => [row.code, row]));
  return [
    ...ROLES.map((code) => builtInRole(code, byCode.get(code) ?? null)),
    ...rows.filter(({ code }) => !isRole(code)).map(customRole),
  ];
}

function builtInRole(code: string, row: RoleRow | null): TenantRole {
  const stored = row !== null && row.deletedAt === null ? row : null;
  return {
    code,
    name: null,
    isBuiltIn: true,
    isChanged: stored !== null,
    access: accessOf(code, stored),
    version: row?.version ?? 0,
    rowId: row?.id ?? null,
  };
}

function customRole(row: RoleRow): TenantRole {
  return {
    code: row.code,
    name: row.name,
    isBuiltIn: false,
    isChanged: false,
    access: accessOf(row.code, row),
    version: row.version,
    rowId: row.id,
  };
}
