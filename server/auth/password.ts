import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

const COST = 2 ** 15;
const BLOCK_SIZE = 8;
const PARALLELISM = 1;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const STORED = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([A-Za-z0-9_-]+)\$([A-Za-z0-9_-]+)$/;

/** What is compared when nobody has that address, so that the answer takes as long. */
const NOBODY = `scrypt$${COST}$${BLOCK_SIZE}$${PARALLELISM}$${Buffer.alloc(SALT_BYTES).toString("base64url")}$${Buffer.alloc(HASH_BYTES).toString("base64url")}`;

/** Hash a password for storage; the parameters travel with it, so they can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, { salt, cost: COST, block: BLOCK_SIZE, lanes: PARALLELISM });
  const parts = [COST, BLOCK_SIZE, PARALLELISM, salt.toString("base64url")];
  return `scrypt$${parts.join("$")}$${hash.toString("base64url")}`;
}

/** Whether a password is the stored one; with nothing stored the work is done all the same. */
export async function isPasswordRight(password: string, stored: string | null): Promise<boolean> {
  const match = STORED.exec(stored ?? NOBODY);
  if (!match) throw new Error("a stored password has an unknown form");
  const [, cost, block, lanes, salt = "", expected = ""] = match;
  const hash = await derive(password, {
    salt: Buffer.from(salt, "base64url"),
    cost: Number(cost),
    block: Number(block),
    lanes: Number(lanes),
  });
  const isSame = timingSafeEqual(hash, Buffer.from(expected, "base64url"));
  return isSame && stored !== null;
}

function derive(
  password: string,
  options: { salt: Uint8Array; cost: number; block: number; lanes: number },
): Promise<Buffer> {
  const { salt, cost, block, lanes } = options;
  return new Promise((resolve, reject) => {
    // The same password typed on two keyboards may differ in its composed characters.
    scrypt(
      password.normalize("NFKC"),
      salt,
      HASH_BYTES,
      { N: cost, r: block, p: lanes, maxmem: 256 * cost * block },
      (error, hash) => (error ? reject(error) : resolve(hash)),
    );
  });
}
