import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { isRole } from "../../core/access/permissions";
import {
  type Access,
  ALL_PERMISSIONS,
  mayGrant,
  OWNER,
  roleLimitsSchema,
} from "../../core/access/roles";
import { DomainError } from "../../core/errors";
import type { Tx } from "../../db/client";
import { roles } from "../../db/schema/access";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import { CONFIG_STREAM, nextRevision } from "../next-revision";
import { parseInput } from "../parse-input";
import { requirePermission } from "../require-permission";
import { requireStepUp } from "../require-step-up";
import { inTransaction } from "../transaction";
import { holderOf, requireEverywhere } from "./holder-of";
import { findRole, type TenantRole } from "./load-role";
import { newRoleCode } from "./new-role-code";
import { type RoleResult, roleResultOf } from "./role-result";

export const saveRoleInput = z.strictObject({
  /** Null makes a role. */
  code: z.string().min(1).max(60).nullable(),
  /** Of a role of the tenant's own; one that the product brings keeps its name. */
  name: z.string().trim().min(1).max(60).nullable(),
  permissions: z.array(z.enum(ALL_PERMISSIONS)).max(ALL_PERMISSIONS.length),
  limits: roleLimitsSchema,
  /** Of the role that the change was made on; 0 for one that nobody has changed. */
  version: z.number().int().min(0),
});
export type SaveRoleInput = z.input<typeof saveRoleInput>;

type Wanted = Access & { readonly name: string; readonly version: number };

/**
 * Change what a role gives, or make one. It holds for everybody who has the role, in the office
 * and the API at once and at each till with its next exchange. Both what the role gave and what it
 * is to give must be the caller's own to give [AC4, PE3].
 *
 * @throws DomainError permission_denied (also: the owner's role; somebody who does not work
 *         everywhere) | step_up_required | validation_failed | not_found | stale_version |
 *         code_taken (the name)
 */
export async function saveRole(context: TenantContext, input: SaveRoleInput): Promise<RoleResult> {
  requirePermission(context.actor, "role.write");
  requireEverywhere(context.actor);
  requireStepUp(context);
  const { code, name, permissions, limits, version } = parseInput(saveRoleInput, input);
  if (code === OWNER) throw new DomainError("permission_denied", { role: code });
  const isNamed = code === null || !isRole(code);
  if (isNamed && name === null) throw new DomainError("validation_failed", { path: "name" });
  const access = {
    permissions: ALL_PERMISSIONS.filter((each) => permissions.includes(each)),
    limits,
  };
  requireGrant(context, access);
  return inTransaction(context, async (tx) => {
    const revision = await nextRevision(tx, context.tenantId, CONFIG_STREAM);
    const wanted = { ...access, name: (isNamed ? name : code) ?? "", version };
    if (isNamed) await requireFreeName(tx, context.tenantId, { code, name: wanted.name });
    return code === null
      ? addRole(tx, context, { wanted, revision })
      : changeRole(tx, context, { code, wanted, revision });
  });
}

/**
 * Refuse to change a role that gives, or is to give, what the caller does not hold.
 *
 * @throws DomainError permission_denied
 */
export function requireGrant(context: TenantContext, access: Access): void {
  if (!mayGrant(holderOf(context.actor).access, access)) {
    throw new DomainError("permission_denied");
  }
}

/**
 * The role as it stands, if the change was made on that.
 *
 * @throws DomainError not_found | stale_version | permission_denied
 */
export async function requireRole(
  tx: Tx,
  context: TenantContext,
  wanted: { code: string; version: number },
): Promise<TenantRole> {
  const role = await findRole(tx, context.tenantId, wanted.code);
  if (role === null) throw new DomainError("not_found");
  requireGrant(context, role.access);
  if (role.version !== wanted.version) {
    throw new DomainError("stale_version", { expected: wanted.version, current: role.version });
  }
  return role;
}

async function addRole(
  tx: Tx,
  context: TenantContext,
  { wanted, revision }: { wanted: Wanted; revision: number },
): Promise<RoleResult> {
  const code = await newRoleCode(tx, context.tenantId, wanted.name);
  await insertRole(tx, context, { code, wanted, revision });
  return finish(tx, context, { action: "role.create", code });
}

async function changeRole(
  tx: Tx,
  context: TenantContext,
  { code, wanted, revision }: { code: string; wanted: Wanted; revision: number },
): Promise<RoleResult> {
  const { tenantId } = context;
  const before = await requireRole(tx, context, { code, version: wanted.version });
  if (before.rowId === null) await insertRole(tx, context, { code, wanted, revision });
  else {
    const { name, permissions, limits } = wanted;
    await tx
      .update(roles)
      .set({
        name,
        permissions,
        limits,
        deletedAt: null,
        updatedAt: new Date(context.now()),
        version: sql`${roles.version} + 1`,
        revision,
      })
      .where(and(eq(roles.tenantId, tenantId), eq(roles.id, before.rowId)));
  }
  return finish(tx, context, { action: "role.change", code, before });
}

async function insertRole(
  tx: Tx,
  context: TenantContext,
  { code, wanted, revision }: { code: string; wanted: Wanted; revision: number },
): Promise<void> {
  const at = new Date(context.now());
  const { name, permissions, limits } = wanted;
  await tx.insert(roles).values({
    tenantId: context.tenantId,
    id: context.newId(),
    code,
    name,
    permissions,
    limits,
    createdAt: at,
    updatedAt: at,
    revision,
  });
}

async function finish(
  tx: Tx,
  context: TenantContext,
  done: { action: string; code: string; before?: TenantRole },
): Promise<RoleResult> {
  const { action, code, before } = done;
  const role = await findRole(tx, context.tenantId, code);
  if (role === null) throw new Error("a role that was just written is there");
  await recordAudit(tx, context, {
    action,
    subjectId: role.rowId,
    details: { role: code },
    ...(before && { before: auditedRole(before) }),
    after: auditedRole(role),
  });
  return roleResultOf(role);
}

/** What the audit trail says of a role. */
export function auditedRole({ name, access: { permissions, limits } }: TenantRole) {
  return { ...(name !== null && { name }), permissions, limits };
}

async function requireFreeName(
  tx: Tx,
  tenantId: string,
  { code, name }: { code: string | null; name: string },
): Promise<void> {
  const taken = await tx.execute(sql`
    select 1 from roles
    where tenant_id = ${tenantId}::uuid and deleted_at is null and lower(name) = lower(${name})
      and code is distinct from ${code}`);
  if (taken.length > 0) throw new DomainError("code_taken", { name });
}
