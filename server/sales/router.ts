import { z } from "zod";
import type { ReceiptDocument } from "../../core/receipt/receipt-document";
import { getReceipt } from "../receipts/get-receipt";
import { procedure, router } from "../trpc/init";
import { getSale, getSaleEvent, saleEventResult } from "./get-sale";
import {
  listSaleSummaries,
  listSaleSummariesInput,
  listSaleSummariesResult,
} from "./list-sale-summaries";
import { saleViewResult } from "./sale-view";

const saleInput = z.object({ saleId: z.uuid() });

export const salesRouter = router({
  list: procedure("sale.read")
    .input(listSaleSummariesInput)
    .output(listSaleSummariesResult)
    .query(({ ctx, input }) => listSaleSummaries(ctx, input)),
  get: procedure("sale.read")
    .input(saleInput)
    .output(saleViewResult)
    .query(({ ctx, input }) => getSale(ctx, input.saleId)),
  event: procedure("sale.read")
    .input(saleInput)
    .output(saleEventResult)
    .query(({ ctx, input }) => getSaleEvent(ctx, input.saleId)),
  receipt: procedure("sale.read")
    .input(saleInput)
    .output(z.custom<ReceiptDocument>())
    .query(({ ctx, input }) => getReceipt(ctx, input.saleId, { isCopy: true })),
});
