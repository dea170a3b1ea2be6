const ID_BYTES = 16;
const FORM = /^([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{22,128})$/;

/** What a long-lived token says: whose it is, and a secret that only its holder knows. */
export type BearerParts = { tenantId: string; ownerId: string; secret: string };

/**
 * `<prefix><tenant and owner>.<secret>`: the tenant travels with the secret, so that one lookup
 * inside that tenant proves both or neither.
 */
export function formatBearer(prefix: string, parts: BearerParts): string {
  const ids = Buffer.concat([bytesOf(parts.tenantId), bytesOf(parts.ownerId)]);
  return `${prefix}${ids.toString("base64url")}.${parts.secret}`;
}

/** Null when it is not such a token. */
export function parseBearer(prefix: string, token: string): BearerParts | null {
  if (!token.startsWith(prefix)) return null;
  const [, ids, secret] = FORM.exec(token.slice(prefix.length)) ?? [];
  if (ids === undefined || secret === undefined) return null;
  const bytes = Buffer.from(ids, "base64url");
  if (bytes.length !== 2 * ID_BYTES) return null;
  return {
    tenantId: uuidOf(bytes.subarray(0, ID_BYTES)),
    ownerId: uuidOf(bytes.subarray(ID_BYTES)),
    secret,
  };
}

function bytesOf(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll("-", ""), "hex");
}

function uuidOf(bytes: Buffer): string {
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
