import { sql } from "drizzle-orm";
import { isRole } from "../../core/access/permissions";
import type { Tx } from "../../db/client";

const CODE_LENGTH_MAX = 40;

/** By what a new role is meant from now on: its first name in plain letters, and never another's. */
export async function newRoleCode(tx: Tx, tenantId: string, name: string): Promise<string> {
  const rows = await tx.execute<{ code: string }>(sql`
    select code from roles where tenant_id = ${tenantId}::uuid`);
  const taken = new Set(rows.map(({ code }) => code));
  const plain = plainLetters(name);
  for (let number = 1; ; number += 1) {
    const code = number === 1 ? plain : `${plain}-${number}`;
    if (!isRole(code) && !taken.has(code)) return code;
  }
}

/** What is left of a name in letters and digits of ASCII; "role" when that is nothing. */
export function plainLetters(name: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, CODE_LENGTH_MAX)
    .replace(/^-|-$/g, "");
  return plain === "" ? "role" : plain;
}
