import { z } from "zod";
import { DomainError } from "../../core/errors";
import { tenantIdOf } from "../../core/ids";
import { isCurrencyCode } from "../../core/money/currency";
import { priceLists } from "../../db/schema/catalog";
import { tenants } from "../../db/schema/people";
import { recordAudit } from "../audit";
import {
  CATALOG_STREAM,
  CONFIG_STREAM,
  CUSTOMERS_STREAM,
  nextRevision,
  startStreams,
} from "../next-revision";
import { parseInput } from "../parse-input";
import { type CreateUserInput, insertUser, prepareUser } from "../people/create-user";
import { inTransaction, sqlState } from "../transaction";
import { type ContextSource, systemContext } from "./system-context";

/** The price list that a store uses when none is named. */
export const STANDARD_PRICE_LIST = "standard";

export const createTenantInput = z.strictObject({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/),
  name: z.string().trim().min(1).max(120),
  country: z.string().regex(/^[A-Z]{2}$/),
  currency: z.string().refine(isCurrencyCode, { error: "is not a known currency" }),
  language: z.string().min(2).max(10),
  taxNumber: z.string().trim().max(40).optional(),
  isDemo: z.boolean().optional(),
  pricesIncludeTax: z.boolean(),
});

export type CreateTenantInput = z.input<typeof createTenantInput> & {
  owner: Omit<CreateUserInput, "role" | "storeIds">;
};

export type CreatedTenant = { tenantId: string; ownerId: string; priceListId: string };

/**
 * Begin a business: its row, its change streams, a standard price list and its owner. For the
 * deployment's own commands; nobody can sign in to a tenant that does not exist yet.
 *
 * @throws DomainError validation_failed | code_taken
 */
export async function createTenant(
  runtime: ContextSource,
  input: CreateTenantInput,
): Promise<CreatedTenant> {
  const { owner: ownerInput, ...rest } = input;
  const tenant = parseInput(createTenantInput, rest);
  const tenantId = tenantIdOf(tenant.code);
  const context = systemContext(runtime, tenantId);
  const owner = await prepareUser(context, { ...ownerInput, role: "owner" });
  const priceListId = context.newId();
  const at = new Date(context.now());
  return inTransaction(context, async (tx) => {
    await tx
      .insert(tenants)
      .values({
        tenantId,
        code: tenant.code,
        name: tenant.name,
        country: tenant.country,
        currency: tenant.currency,
        language: tenant.language,
        taxNumber: tenant.taxNumber ?? null,
        isDemo: tenant.isDemo ?? false,
        createdAt: at,
      })
      .catch(refuseTakenCode(tenant.code));
    await startStreams(tx, tenantId, [
      { stream: CATALOG_STREAM, incarnation: context.newId() },
      { stream: CONFIG_STREAM, incarnation: context.newId() },
      { stream: CUSTOMERS_STREAM, incarnation: context.newId() },
    ]);
    const catalogRevision = await nextRevision(tx, tenantId, CATALOG_STREAM);
    const revision = await nextRevision(tx, tenantId, CONFIG_STREAM);
    await tx.insert(priceLists).values({
      tenantId,
      id: priceListId,
      code: STANDARD_PRICE_LIST,
      name: "Standard",
      currency: tenant.currency,
      pricesIncludeTax: tenant.pricesIncludeTax,
      createdAt: at,
      updatedAt: at,
      revision: catalogRevision,
    });
    await insertUser(tx, context, { ...owner, revision });
    await recordAudit(tx, context, {
      action: "tenant.create",
      subjectId: tenantId,
      after: tenant,
    });
    return { tenantId, ownerId: owner.id, priceListId };
  });
}

function refuseTakenCode(code: string): (error: unknown) => never {
  return (error) => {
    if (sqlState(error) === "23505") throw new DomainError("code_taken", { code });
    throw error;
  };
}
