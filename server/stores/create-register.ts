import { and, count, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { assert } from "../../core/assert";
import { DomainError } from "../../core/errors";
import type { Tx } from "../../db/client";
import { registers } from "../../db/schema/shop";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import { CONFIG_STREAM, nextRevision } from "../next-revision";
import { parseInput } from "../parse-input";
import { requirePermission, requireStoreScope } from "../require-permission";
import { inTransaction, sqlState } from "../transaction";
import { requireStore } from "./require-store";

/** A till stands in the store; a server register books what a person or client sends over REST. */
export const REGISTER_KINDS = ["till", "server"] as const;
export type RegisterKind = (typeof REGISTER_KINDS)[number];

export const createRegisterInput = z.strictObject({
  id: z.uuid().optional(),
  storeId: z.uuid(),
  /** Left out: "Till 2", the next of the store. */
  name: z.string().trim().min(1).max(40).optional(),
});

export type CreateRegisterInput = z.input<typeof createRegisterInput>;

export type CreatedRegister = { id: string; code: string; name: string };

/**
 * Add a till to a store. Its code is the next letter of the tenant: A, B, …, Z, AA.
 *
 * @throws DomainError permission_denied | validation_failed | store_not_found | code_taken
 *         (the name)
 */
export async function createRegister(
  context: TenantContext,
  input: CreateRegisterInput,
): Promise<CreatedRegister> {
  requirePermission(context.actor, "store.write");
  const register = parseInput(createRegisterInput, input);
  requireStoreScope(context.actor, register.storeId);
  return inTransaction(context, (tx) => insertRegister(tx, context, { ...register, kind: "till" }));
}

/** Write a register inside a transaction of a verb that has checked who asks. */
export async function insertRegister(
  tx: Tx,
  context: TenantContext,
  register: {
    id?: string | undefined;
    storeId: string;
    name?: string | undefined;
    kind: RegisterKind;
    holderId?: string | undefined;
  },
): Promise<CreatedRegister> {
  const { tenantId } = context;
  const revision = await nextRevision(tx, tenantId, CONFIG_STREAM);
  await requireStore(tx, tenantId, register.storeId);
  const number = await takeRegisterNumber(tx, tenantId);
  const id = register.id ?? context.newId();
  const at = new Date(context.now());
  const name = register.name ?? (await nextTillName(tx, tenantId, register.storeId));
  const code = registerCode(number);
  await tx
    .insert(registers)
    .values({
      tenantId,
      id,
      storeId: register.storeId,
      code,
      name,
      kind: register.kind,
      holderId: register.holderId ?? null,
      createdAt: at,
      updatedAt: at,
      revision,
    })
    .catch((error: unknown) => {
      if (sqlState(error) !== "23505") throw error;
      throw new DomainError("code_taken", { name });
    });
  await recordAudit(tx, context, {
    action: "register.create",
    subjectId: id,
    details: { storeId: register.storeId },
    after: { code, name, kind: register.kind },
  });
  return { id, code, name };
}

/** 1 is A, 26 is Z, 27 is AA: letters only, so that the digits after them are the enrolment. */
export function registerCode(number: number): string {
  assert(Number.isInteger(number) && number > 0, "registers are counted from 1");
  let code = "";
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    code = String.fromCharCode(65 + ((rest - 1) % 26)) + code;
  }
  return code;
}

/** The row lock makes two registers that are added at once take two numbers. */
async function takeRegisterNumber(tx: Tx, tenantId: string): Promise<number> {
  const rows = await tx.execute<{ register_count: number }>(sql`
    update tenants set register_count = register_count + 1
    where tenant_id = ${tenantId}::uuid
    returning register_count`);
  const [row] = rows;
  assert(row !== undefined, "a tenant has its row");
  return row.register_count;
}

async function nextTillName(tx: Tx, tenantId: string, storeId: string): Promise<string> {
  const [row] = await tx
    .select({ tills: count() })
    .from(registers)
    .where(
      and(
        eq(registers.tenantId, tenantId),
        eq(registers.storeId, storeId),
        eq(registers.kind, "till"),
      ),
    );
  return `Till ${(row?.tills ?? 0) + 1}`;
}
