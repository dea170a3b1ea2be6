import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "../../core/errors";
import type { Tx } from "../../db/client";
import { priceLists } from "../../db/schema/catalog";
import { stores } from "../../db/schema/shop";
import { requireEverywhere } from "../access/holder-of";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import {
  CONFIG_STREAM,
  heldStream,
  nextRevision,
  startStreams,
  stockStream,
} from "../next-revision";
import { parseInput } from "../parse-input";
import { requirePermission } from "../require-permission";
import { STANDARD_PRICE_LIST } from "../tenants/create-tenant";
import { inTransaction, sqlState } from "../transaction";
import { settingsOf, storeSettings } from "./store-settings";

const MINUTES_PER_DAY = 1_440;

export const createStoreInput = z.strictObject({
  id: z.uuid().optional(),
  code: z.string().trim().min(1).max(40),
  name: z.string().trim().min(1).max(120),
  addressLines: z.array(z.string().max(80)).max(6).optional(),
  timezone: z.string().refine(isTimezone, { error: "is not a time zone" }),
  /** When the trading day ends, in minutes after local midnight. */
  dayEndsAtMinutes: z
    .number()
    .int()
    .min(0)
    .max(MINUTES_PER_DAY - 1)
    .optional(),
  language: z.string().min(2).max(10),
  priceListCode: z.string().min(1).max(40).optional(),
  /** Smallest amount of cash in use, in minor units; 1 rounds nothing. */
  cashIncrementMinor: z.number().int().min(1).max(100_000).optional(),
  receiptFooter: z.array(z.string().max(120)).max(6).optional(),
  ...storeSettings.shape,
});

export type CreateStoreInput = z.input<typeof createStoreInput>;

/**
 * Open a store. It trades in the currency of its price list. Who works in some stores opens no other.
 *
 * @throws DomainError permission_denied | validation_failed | not_found (the price list) |
 *         code_taken
 */
export async function createStore(
  context: TenantContext,
  input: CreateStoreInput,
): Promise<{ id: string }> {
  requirePermission(context.actor, "store.write");
  requireEverywhere(context.actor);
  const store = parseInput(createStoreInput, input);
  const { tenantId } = context;
  const id = store.id ?? context.newId();
  const at = new Date(context.now());
  return inTransaction(context, async (tx) => {
    const revision = await nextRevision(tx, tenantId, CONFIG_STREAM);
    const list = await getPriceList(tx, tenantId, store.priceListCode ?? STANDARD_PRICE_LIST);
    await tx
      .insert(stores)
      .values({
        tenantId,
        id,
        code: store.code,
        name: store.name,
        addressLines: store.addressLines ?? [],
        timezone: store.timezone,
        dayEndsAtMinutes: store.dayEndsAtMinutes ?? 0,
        currency: list.currency,
        language: store.language,
        priceListId: list.id,
        cashIncrementMinor: store.cashIncrementMinor ?? 1,
        receiptFooter: store.receiptFooter ?? [],
        ...settingsOf(store),
        createdAt: at,
        updatedAt: at,
        revision,
      })
      .catch((error: unknown) => {
        if (sqlState(error) !== "23505") throw error;
        throw new DomainError("code_taken", { code: store.code });
      });
    await startStreams(tx, tenantId, [
      { stream: stockStream(id), incarnation: context.newId() },
      { stream: heldStream(id), incarnation: context.newId() },
    ]);
    await recordAudit(tx, context, {
      action: "store.create",
      subjectId: id,
      after: { ...store, id, currency: list.currency },
    });
    return { id };
  });
}

async function getPriceList(tx: Tx, tenantId: string, code: string) {
  const [list] = await tx
    .select({ id: priceLists.id, currency: priceLists.currency })
    .from(priceLists)
    .where(
      and(
        eq(priceLists.tenantId, tenantId),
        eq(priceLists.code, code),
        sql`${priceLists.deletedAt} is null`,
      ),
    );
  if (!list) throw new DomainError("not_found", { priceList: code });
  return list;
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
