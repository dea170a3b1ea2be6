import { DomainError } from "../../core/errors";
import { findCardNumber } from "../../core/privacy/card-number";

/** Codes of goods and receipts have forms of their own; secrets are hashed or sealed, not kept. */
const OTHER_FIELDS = new Set([
  "barcode",
  "barcodes",
  "receiptNumber",
  "password",
  "newPassword",
  "currentPassword",
  "token",
  "refreshToken",
  "leaseToken",
]);

/**
 * Refuse what somebody typed if the number of a payment card is in any of its texts, wherever it
 * stands and whatever the field is for. The number itself is in no answer and no log.
 *
 * @throws DomainError card_number_refused (`path` of the field)
 */
export function refuseCardNumbers(value: unknown): void {
  const path = pathOfCardNumber(value, "");
  if (path !== null) throw new DomainError("card_number_refused", { path });
}

function pathOfCardNumber(value: unknown, path: string): string | null {
  if (typeof value === "string") return findCardNumber(value) === null ? null : path;
  if (typeof value !== "object" || value === null) return null;
  for (const [name, inner] of Object.entries(value)) {
    if (OTHER_FIELDS.has(name)) continue;
    const found = pathOfCardNumber(inner, path === "" ? name : `${path}.${name}`);
    if (found !== null) return found;
  }
  return null;
}
