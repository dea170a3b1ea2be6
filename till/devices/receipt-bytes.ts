import { buildReceipt, type ReceiptInput } from "../../core/receipt/build-receipt";
import { encodeEscpos } from "../../core/receipt/encode-escpos";

/** A receipt as ESC/POS, so many characters wide. */
export function encodeSlip(receipt: ReceiptInput, columns: 42 | 48): Uint8Array {
  return encodeEscpos(buildReceipt(receipt), { columns });
}
