import * as z from "zod";
import { PPM } from "../tax/rate";
import { limitsOf, type RoleLimits } from "./limits";
import { isPermission, PERMISSIONS, type Permission, permissionsOf } from "./permissions";

/** What a person may do, and how far it reaches before somebody else has to approve. */
export type Access = {
  readonly permissions: readonly Permission[];
  readonly limits: RoleLimits;
};

/** The role that may do everything, that nobody can change, and that at least one person holds. */
export const OWNER = "owner";

const ppm = z.number().int().min(0).max(PPM);
const amountMinor = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable();

export const roleLimitsSchema = z.strictObject({
  discountPpm: ppm,
  refundWithoutReceiptMinor: amountMinor,
  priceOverridePpm: ppm,
  payOutMinor: amountMinor,
});

/**
 * What a role gives [AC3]: as the tenant changed or made it, else as the product comes. An owner may do
 * everything whatever is stored; what is stored and means nothing to this release gives nothing.
 *
 * @param stored the tenant's own row of that role; null when it has none.
 */
export function accessOf(
  role: string,
  stored: { readonly permissions: unknown; readonly limits: unknown } | null,
): Access {
  const builtIn = { permissions: permissionsOf(role), limits: limitsOf(role) };
  if (role === OWNER || stored === null) return builtIn;
  const limits = roleLimitsSchema.safeParse(stored.limits);
  const permissions = Array.isArray(stored.permissions)
    ? stored.permissions.filter(isPermission)
    : [];
  return { permissions, limits: limits.success ? limits.data : limitsOf("") };
}

/**
 * Whether somebody may give access to another [AC4]: nobody hands out what they do not hold, in
 * permissions or in limits.
 */
export function mayGrant(giver: Access, given: Access): boolean {
  const held = new Set(giver.permissions);
  return (
    given.permissions.every((permission) => held.has(permission)) &&
    isWithin(given.limits.discountPpm, giver.limits.discountPpm) &&
    isWithin(given.limits.priceOverridePpm, giver.limits.priceOverridePpm) &&
    isWithin(given.limits.refundWithoutReceiptMinor, giver.limits.refundWithoutReceiptMinor) &&
    isWithin(given.limits.payOutMinor, giver.limits.payOutMinor)
  );
}

/** What a program may do that acts for somebody: the scopes it was given, of what they may [AC5]. */
export function narrowTo(
  permissions: readonly Permission[],
  scopes: readonly unknown[],
): readonly Permission[] {
  return permissions.filter((permission) => scopes.includes(permission));
}

/** Every permission there is, in the order in which people read them. */
export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as readonly Permission[];

function isWithin(given: number | null, held: number | null): boolean {
  return held === null || (given !== null && given <= held);
}
