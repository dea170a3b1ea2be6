import { z } from "zod";
import { likelyDate, likelyInstant } from "../likely-time";
import { changeSaleStatus, changeSaleStatusInput } from "../sales/change-sale-status";
import { getSale } from "../sales/get-sale";
import { listSales, SALES_PAGE_MAX } from "../sales/list-sales";
import { recordSale, recordSaleInput } from "../sales/record-sale";
import { route } from "./route";
import { toTransaction, transactionSchema } from "./transaction-dto";

const dayOrInstant = z.union([likelyDate, likelyInstant]);

const TILL_RULE =
  "A business can have its sales, returns and voids at enrolled tills alone; others are then " +
  "refused with `till_required`.";

export const TRANSACTION_ROUTES = [
  route({
    method: "POST",
    path: "/transactions",
    access: { permission: "sale.record" },
    summary: "Sell: record a transaction",
    description: TILL_RULE,
    isIdempotent: true,
    body: recordSaleInput,
    response: transactionSchema,
    statuses: [201, 200],
    handle: async ({ context, body, idempotencyKey }) => {
      const { sale, isRepeated } = await recordSale(context, body, idempotencyKey);
      return { status: isRepeated ? 200 : 201, body: toTransaction(sale) };
    },
  }),
  route({
    method: "GET",
    path: "/transactions",
    access: { permission: "sale.read" },
    summary: "List transactions, newest first",
    query: z.object({
      storeId: z.uuid().optional(),
      from: dayOrInstant.optional(),
      to: dayOrInstant.optional(),
      limit: z.coerce.number().int().min(1).max(SALES_PAGE_MAX).optional(),
      cursor: z.string().max(200).optional(),
    }),
    response: z.object({
      items: z.array(transactionSchema),
      nextCursor: z.string().nullable(),
    }),
    handle: async ({ context, query }) => {
      const page = await listSales(context, query);
      return { body: { items: page.items.map(toTransaction), nextCursor: page.nextCursor } };
    },
  }),
  route({
    method: "GET",
    path: "/transactions/{id}",
    access: { permission: "sale.read" },
    summary: "Read one transaction",
    params: z.object({ id: z.uuid() }),
    response: transactionSchema,
    handle: async ({ context, params }) => ({
      body: toTransaction(await getSale(context, params.id)),
    }),
  }),
  route({
    method: "PUT",
    path: "/transactions/{id}/status",
    access: { permission: "sale.refund" },
    summary: "Void a transaction, or take back some or all of what is left of it",
    description: TILL_RULE,
    isIdempotent: true,
    params: z.object({ id: z.uuid() }),
    body: changeSaleStatusInput,
    response: transactionSchema.extend({ refunds: z.array(transactionSchema) }),
    handle: async ({ context, params, body, idempotencyKey }) => {
      const change = { ...body, saleId: params.id };
      const { sale, refunds } = await changeSaleStatus(context, change, idempotencyKey);
      return { body: { ...toTransaction(sale), refunds: refunds.map(toTransaction) } };
    },
  }),
];
