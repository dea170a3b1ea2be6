const ID_BYTES = 16;
const IDS = /^[A-Za-z0-9_-]{43}$/;
const FORM = /^([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{22,128})$/;

/** What a long-lived token says: whose it is, and a secret that only its holder knows. */
export type BearerParts = BearerOwner & { secret: string };

export type BearerOwner = { tenantId: string; ownerId: string };

/**
 * `<prefix><tenant and owner>.<secret>`: the tenant travels with the secret, so that one lookup
 * inside that tenant proves both or neither.
 */
export function formatBearer(prefix: string, parts: BearerParts): string {
  return `${formatOwner(prefix, parts)}.${parts.secret}`;
}

/** The same without the secret: a name that says which tenant it is of. */
export function formatOwner(prefix: string, { tenantId, ownerId }: BearerOwner): string {
  const ids = Buffer.concat([bytesOf(tenantId), bytesOf(ownerId)]);
  return `${prefix}${ids.toString("base64url")}`;
}

/** Null when it is not such a token. */
export function parseBearer(prefix: string, token: string): BearerParts | null {
  if (!token.startsWith(prefix)) return null;
  const [, ids, secret] = FORM.exec(token.slice(prefix.length)) ?? [];
  if (ids === undefined || secret === undefined) return null;
  const owner = ownerOf(ids);
  return owner && { ...owner, secret };
}

/** Null when it is no such name. */
export function parseOwner(prefix: string, text: string): BearerOwner | null {
  const ids = text.startsWith(prefix) ? text.slice(prefix.length) : "";
  return IDS.test(ids) ? ownerOf(ids) : null;
}

function ownerOf(ids: string): BearerOwner | null {
  const bytes = Buffer.from(ids, "base64url");
  if (bytes.length !== 2 * ID_BYTES) return null;
  const [tenantId, ownerId] = [bytes.subarray(0, ID_BYTES), bytes.subarray(ID_BYTES)].map(uuidOf);
  return tenantId === undefined || ownerId === undefined ? null : { tenantId, ownerId };
}

function bytesOf(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll("-", ""), "hex");
}

function uuidOf(bytes: Buffer): string {
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
