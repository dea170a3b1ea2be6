import { isPermission, type Permission } from "./permissions";
import { ALL_PERMISSIONS } from "./roles";

/** What gives access to others, or asks for a fresh proof of who somebody is. */
const PEOPLE_ONLY: readonly Permission[] = [
  "staff.write",
  "role.write",
  "access.write",
  "api.manage",
  "audit.export",
];

/** What a key or a client can be given, in the order in which people read it [AP1]. */
export const PROGRAM_SCOPES: readonly Permission[] = ALL_PERMISSIONS.filter(
  (permission) => !PEOPLE_ONLY.includes(permission),
);

/** Whether a program can be given this scope. */
export function isProgramScope(text: unknown): text is Permission {
  return isPermission(text) && PROGRAM_SCOPES.includes(text);
}

/** Scopes as they are stored; what means nothing, or is not for programs, gives nothing [AP1]. */
export function readScopes(stored: unknown): readonly Permission[] {
  return Array.isArray(stored) ? stored.filter(isProgramScope) : [];
}

/**
 * The scopes of a space-separated list (RFC 6749, 3.3), each once; null when one of them is not
 * among those that may be asked for.
 */
export function parseScopeText(
  text: string,
  allowed: readonly Permission[],
): readonly Permission[] | null {
  const asked = [...new Set(text.split(" ").filter((token) => token !== ""))];
  const known = asked.filter(isProgramScope).filter((scope) => allowed.includes(scope));
  return known.length === asked.length && known.length > 0 ? known : null;
}
