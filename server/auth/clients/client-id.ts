import { formatOwner, parseOwner } from "../bearer-form";

const PREFIX = "kc_";

/** How a client calls itself; the tenant travels in it, so nobody has to be asked whose it is. */
export function formatClientId(tenantId: string, id: string): string {
  return formatOwner(PREFIX, { tenantId, ownerId: id });
}

/** Null when it is no client's. */
export function parseClientId(text: string): { tenantId: string; id: string } | null {
  const owner = parseOwner(PREFIX, text);
  return owner && { tenantId: owner.tenantId, id: owner.ownerId };
}
