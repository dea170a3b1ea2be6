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

/** Half of a character, which no database and no other program takes. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Look at every text of what somebody sent, wherever it stands and whatever it is for: it must be
 * well-formed, and hold no number of a payment card if it is going to be kept. The number itself
 * is in no answer and no log.
 *
 * @throws DomainError validation_failed | card_number_refused (`path` of the field)
 */
export function requireFitTexts(value: unknown, options: { isKept: boolean }): void {
  walkTexts(value, "", (text, path, isFree) => {
    if (LONE_SURROGATE.test(text)) throw new DomainError("validation_failed", { path });
    if (!options.isKept || !isFree || findCardNumber(text) === null) return;
    throw new DomainError("card_number_refused", { path });
  });
}

type Visit = (text: string, path: string, isFree: boolean) => void;

function walkTexts(value: unknown, path: string, visit: Visit, isFree = true): void {
  if (typeof value === "string") visit(value, path, isFree);
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    const place = path === "" ? name : `${path}.${name}`;
    walkTexts(inner, place, visit, isFree && !OTHER_FIELDS.has(name));
  }
}
