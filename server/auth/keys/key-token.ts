import { formatBearer, parseBearer } from "../bearer-form";

const PREFIX = "kk_";

export type KeyToken = { readonly tenantId: string; readonly id: string; readonly secret: string };

/** A personal key as its program shows it; only the secret's hash is stored. */
export function formatKeyToken({ tenantId, id, secret }: KeyToken): string {
  return formatBearer(PREFIX, { tenantId, ownerId: id, secret });
}

/** Null when it is not a personal key. */
export function parseKeyToken(text: string): KeyToken | null {
  const parts = parseBearer(PREFIX, text);
  return parts && { tenantId: parts.tenantId, id: parts.ownerId, secret: parts.secret };
}
