import { OFFLINE_RETURNS_MAX, offlineReturnedMaxMinor } from "../../core/access/limits";
import { DomainError } from "../../core/errors";
import { minor } from "../../core/money/minor";
import type { SaleDocument } from "../../core/sale/sale-document";
import type { ReturnableSale } from "../react/till-state";
import type { ReturnedCounts } from "../store/log-records";
import type { EngineCore } from "./engine-core";
import { type GenuineCode, proveCode, saleOfCode } from "./receipt-codes";
import { requireStore } from "./require-cashier";

/** A sale of a receipt, wherever it was found, before what came back of it is counted. */
export type FoundSale = Pick<
  ReturnableSale,
  "status" | "soldAt" | "customerName" | "isFromServer" | "offline"
> & { readonly sale: SaleDocument; readonly counts: ReturnedCounts };

/**
 * The sale that a signed code tells, for when nobody else can [TB3]. Only goods of plain sales come
 * back by it, of tills that nobody has revoked, and within what a till may give back so [TB4].
 *
 * @returns null when the code cannot be proved here, or tells too little.
 * @throws DomainError receipt_code_invalid | receipt_not_found (the server does not know it;
 *         `canRecover` says whether it can be brought back here, `isRecovered` that this till has done
 *         so) | return_till_limit
 */
export async function findByCode(
  core: EngineCore,
  { scanned, isUnknown }: { scanned: string; isUnknown: boolean },
): Promise<FoundSale | null> {
  const { signer } = core.ports;
  const { terminalKeys } = core.state().tables;
  if (!signer || terminalKeys.length === 0) return null;
  const code = await proveCode(signer, terminalKeys, scanned);
  if (code === null) throw new DomainError("receipt_code_invalid");
  if (isUnknown) throw await notFound(core, code);
  if (code.sale.lines === null || code.terminal?.status === "revoked") return null;
  const offline = await readAllowance(core);
  if (offline === null) throw new DomainError("return_till_limit");
  return {
    sale: saleOfCode(core, code.sale),
    status: "completed",
    counts: {},
    soldAt: code.sale.soldAt,
    customerName: null,
    isFromServer: false,
    offline,
  };
}

async function notFound(core: EngineCore, code: GenuineCode): Promise<DomainError> {
  const { receiptNumber, saleId } = code.sale;
  const isRecovered = await core.log.isRecovered(saleId);
  const canRecover = !isRecovered && isRecoverable(core, code);
  return new DomainError("receipt_not_found", { receiptNumber, canRecover, isRecovered });
}

/** A sale of a till of this store, for it is booked where it is brought back. */
export function isRecoverable(core: EngineCore, { keyId, terminal }: GenuineCode): boolean {
  const { store } = core.state().tables;
  return terminal !== null && keyId === terminal.code && terminal.storeId === store?.id;
}

/** What the till may still give back today for sales that it only reads; null for no more. */
async function readAllowance(core: EngineCore): Promise<ReturnableSale["offline"]> {
  const { enrolment, shift } = core.state();
  const { currency } = requireStore(core);
  const terminalId = enrolment?.certificate.terminalId ?? "";
  const used = await core.log.readOfflineReturns(terminalId, shift?.businessDate ?? "");
  const leftMinor = offlineReturnedMaxMinor(currency) - used.amountMinor;
  if (used.count >= OFFLINE_RETURNS_MAX || leftMinor <= 0) return null;
  return { leftMinor: minor(leftMinor) };
}
