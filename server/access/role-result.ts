import { z } from "zod";
import { ALL_PERMISSIONS, roleLimitsSchema } from "../../core/access/roles";
import type { TenantRole } from "./load-role";

export const roleResult = z.object({
  code: z.string(),
  /** Null for a role that the product brings. */
  name: z.string().nullable(),
  isBuiltIn: z.boolean(),
  /** A built-in role that is not as it comes. */
  isChanged: z.boolean(),
  permissions: z.array(z.enum(ALL_PERMISSIONS)),
  limits: roleLimitsSchema,
  version: z.number().int(),
});
export type RoleResult = z.infer<typeof roleResult>;

export function roleResultOf(role: TenantRole): RoleResult {
  const { code, name, isBuiltIn, isChanged, access, version } = role;
  return {
    code,
    name,
    isBuiltIn,
    isChanged,
    permissions: [...access.permissions],
    limits: access.limits,
    version,
  };
}
