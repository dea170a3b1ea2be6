import type { ReceiptInput } from "../../core/receipt/build-receipt";
import type { PaidSale } from "../react/till-state";
import type { OutboxRow } from "../store/log-records";
import type { EngineCore } from "./engine-core";
import { isTraining } from "./pending-event";

/**
 * A receipt with its signed code [TS14]. The sale is durable before; whatever goes wrong here costs
 * the signature and never the receipt. Practice, deposits and quotes are not signed.
 */
export async function withSignature(
  core: EngineCore,
  receipt: ReceiptInput,
  row: OutboxRow,
): Promise<ReceiptInput> {
  const { signer, report } = core.ports;
  if (!signer || !("sale" in receipt) || isTraining(row)) return receipt;
  try {
    const { signRow } = await import("./receipt-codes");
    return { ...receipt, signedCode: await signRow(core, signer, row) };
  } catch (error) {
    report(error);
    return receipt;
  }
}

/** Sign what was just paid, behind the Paid screen: its receipt opens with the code. */
export async function signPaid(core: EngineCore, paid: PaidSale): Promise<void> {
  if (!core.ports.signer) return;
  const row = await core.log.findDocument(paid.saleId);
  if (!row) return;
  const receipt = await withSignature(core, paid.receipt, row);
  const { lastPaid } = core.state();
  if (lastPaid?.saleId === paid.saleId) core.patch({ lastPaid: { ...lastPaid, receipt } });
}
