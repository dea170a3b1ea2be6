import { DomainError } from "../../core/errors";
import { minor } from "../../core/money/minor";
import type { Approval, SaleDocument } from "../../core/sale/sale-document";
import type { SaleRecovered } from "../../core/sale/sale-recovered";
import { verifyRebuiltSale } from "../../core/sale/verify-sale-document";
import { EVENT_TYPE_VERSIONS } from "../../core/sync/envelope";
import { toIso } from "../../core/time";
import type { TillCommands } from "../react/till-commands";
import type { CommitContext, CommitPlan } from "../store/commit-event";
import { recoveredKey } from "../store/log-keys";
import { requireAllowed } from "./approval";
import { draftEvent } from "./draft-event";
import type { EngineCore } from "./engine-core";
import { isRecoverable } from "./find-by-code";
import type { Authority } from "./limited-act";
import { requireNoTraining, requireSelling } from "./open-cart";
import { pendingEventOf } from "./pending-event";
import { type GenuineCode, proveCode, saleOfCode } from "./receipt-codes";
import { requireCashier } from "./require-cashier";

type RecoverRequest = Parameters<TillCommands["recoverSale"]>[0];

/**
 * Bring a lost sale back by its receipt's signed code [TB5]: an event that states the place of the
 * one that is lost. It moves nothing in this drawer. Here it happens once; that another till or the
 * lost event itself adds nothing is for the server to see to.
 */
export async function recoverSale(
  core: EngineCore,
  request: RecoverRequest,
  authority: Authority | null = null,
): Promise<void> {
  requireSelling(core);
  requireNoTraining(core);
  const cashier = requireCashier(core, "sale.record");
  const code = await requireRecoverable(core, request.code);
  const sale = saleOfCode(core, code.sale);
  verifyRebuiltSale(sale);
  const approval = requireAllowed(
    core,
    {
      permission: "sale.void",
      act: "recover_sale",
      subject: sale.receiptNumber,
      amountMinor: minor(sale.totalMinor),
      reason: sale.receiptNumber,
      run: (granted) => recoverSale(core, request, granted),
    },
    authority,
  );
  const approvals = approval ? [approval] : [];
  const payload = payloadOf(request, { code, sale, approvals });
  const committed = await core.log.commit({
    documentId: null,
    claims: [{ key: recoveredKey(sale.saleId), code: "sale_already_recorded" }],
    forbids: [{ key: sale.saleId, code: "sale_already_recorded" }],
    decide: (context) => decideRecovery(core, context, { payload, cashierId: cashier.id }),
  });
  core.patch({ pending: [...core.state().pending, pendingEventOf(committed.row)] });
  core.announce({ cartId: null, paid: null });
}

type RecoverableCode = GenuineCode & { readonly terminal: NonNullable<GenuineCode["terminal"]> };

/** @throws DomainError receipt_code_invalid */
async function requireRecoverable(core: EngineCore, scanned: string): Promise<RecoverableCode> {
  const { signer } = core.ports;
  const { terminalKeys } = core.state().tables;
  const code = signer ? await proveCode(signer, terminalKeys, scanned) : null;
  if (!code?.terminal || !isRecoverable(core, code)) throw new DomainError("receipt_code_invalid");
  return { ...code, terminal: code.terminal };
}

function payloadOf(
  { code: scanned }: RecoverRequest,
  found: { code: RecoverableCode; sale: SaleDocument; approvals: Approval[] },
): SaleRecovered {
  const { code, sale, approvals } = found;
  const { terminalCode, sequence, hash, soldAt, businessDate, lines } = code.sale;
  return {
    terminalId: code.terminal.id,
    terminalCode,
    sequence,
    hash,
    soldAt: toIso(soldAt),
    businessDate,
    isItemised: lines !== null,
    code: scanned.trim().toUpperCase(),
    sale,
    approvals,
  };
}

/** Runs inside the transaction, so it must not wait for anything [TS2]. */
function decideRecovery(
  core: EngineCore,
  context: CommitContext,
  { payload, cashierId }: { payload: SaleRecovered; cashierId: string },
): CommitPlan {
  const { shift } = context;
  if (shift === null) throw new DomainError("shift_not_open");
  return {
    draft: draftEvent(core, context, {
      type: "SALE_RECOVERED",
      typeVersion: EVENT_TYPE_VERSIONS.SALE_RECOVERED,
      payload,
      businessDate: shift.businessDate,
      shiftId: shift.shiftId,
      cashierId,
      approvals: payload.approvals,
    }),
    storedAt: core.ports.clock.now(),
    totalMinor: null,
    shift,
  };
}
