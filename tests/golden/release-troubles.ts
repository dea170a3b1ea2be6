import { minor } from "../../core/money/minor";
import { encodeBase32 } from "../../core/receipt/base32";
import {
  readReceiptCode,
  receiptTextToSign,
  signedReceiptCode,
} from "../../core/receipt/receipt-code";
import { buildCorrectedSale, type ConfirmedSale } from "../../core/sale/build-corrected-sale";
import type { Correction } from "../../core/sale/correction";
import { suspendedMoney } from "../../core/sale/project-event";
import { readAsideSale } from "../../core/sale/read-aside-sale";
import { rebuildSale } from "../../core/sale/rebuild-sale";
import type { SaleRecovered } from "../../core/sale/sale-recovered";
import { type Envelope, sealEnvelope } from "../../core/sync/envelope";
import { ratePpm } from "../../core/tax/rate";
import { instant } from "../../core/time";
import { browserSigner } from "../../till/react/browser-signer";
import { EXEMPT, type NameId, plainSale } from "./release-documents";

/** The day before the log's own: what was lost or set aside happened then, at another till. */
const DAY_BEFORE = "2026-04-29";
const SOLD_AT = "2026-04-29T15:12:00.000Z";
const OTHER_CODE = "A2";

const STANDARD = {
  code: "B",
  name: "Standard",
  rates: [
    {
      code: "VAT",
      name: "VAT 16%",
      kind: "percent" as const,
      ratePpm: ratePpm(160_000),
      isCompound: false,
    },
  ],
};

function sealElsewhere(id: NameId, sequence: number, payload: unknown): Envelope {
  return sealEnvelope(
    {
      v: 1,
      eventId: id("event", OTHER_CODE, String(sequence)),
      terminalId: id("terminal", OTHER_CODE),
      sequence,
      type: "SALE",
      typeVersion: 2,
      createdAt: SOLD_AT,
      clock: { bootId: "boot", monoMs: 0, lastServerTime: null, lastServerMonoMs: null },
      businessDate: DAY_BEFORE,
      shiftId: id("shift", OTHER_CODE),
      cashierId: id("cashier", OTHER_CODE),
      catalogRev: "7",
      appVersion: "other",
      payload,
    },
    "a".repeat(64),
  );
}

/**
 * What a till says when it scans the receipt of a sale that another till lost, by a code that the
 * release signed, and the key that proves it.
 */
export async function recoveredSale(
  id: NameId,
): Promise<{ recovered: SaleRecovered; receiptKey: string }> {
  const sale = plainSale(id, "R1", { receiptNumber: `${DAY_BEFORE}-${OTHER_CODE}-12` });
  const lost = sealElsewhere(id, 12, sale);
  const { terminalId, sequence, hash, createdAt: soldAt, businessDate } = lost;
  const source = { sale, terminalCode: OTHER_CODE, sequence, hash, businessDate };
  const signer = browserSigner(globalThis.crypto);
  const text = receiptTextToSign({ ...source, soldAt: instant(Date.parse(soldAt)) }, OTHER_CODE);
  if (!signer || text === null) throw new Error("the receipt cannot be signed");
  const { publicKey, key } = await signer.createKey();
  const code = signedReceiptCode(text, await signer.sign(key, text));
  const signed = readReceiptCode(code)?.signed;
  if (!signed) throw new Error("the code cannot be read");
  const recovered = {
    ...{ terminalId, terminalCode: OTHER_CODE, sequence, hash, soldAt, businessDate },
    isItemised: signed.sale.lines !== null,
    code,
    sale: rebuildSale(signed.sale, {
      findProduct: () => ({ sku: "BREAD", name: "Bread" }),
      taxGroups: [EXEMPT],
      newId: () => id("payment", "R1", "again"),
    }),
    approvals: [
      {
        permission: "sale.void",
        approverId: id("supervisor"),
        reason: sale.receiptNumber,
        at: "2026-04-30T05:28:30.000Z",
      },
    ],
  };
  return { recovered, receiptKey: encodeBase32(publicKey) };
}

/** How a person dealt with a sale of another till that could not be booked. */
export function correction(
  id: NameId,
  of: { sequence: number; confirmed: ConfirmedSale | null },
): Correction {
  const name = `C${of.sequence}`;
  const receiptNumber = `${DAY_BEFORE}-${OTHER_CODE}-0${of.sequence}`;
  const sold = plainSale(id, name, { receiptNumber });
  const envelope = sealElsewhere(id, of.sequence, { ...sold, totalMinor: "13400" });
  const { terminalId, sequence, eventId, hash, type } = envelope;
  const { createdAt, businessDate, shiftId, cashierId } = envelope;
  return {
    correctionId: id("correction", name),
    of: {
      ...{ terminalId, sequence, eventId, hash, type },
      ...{ createdAt, businessDate, shiftId, cashierId },
      registerId: id("register", OTHER_CODE),
    },
    reason: of.confirmed ? "Read from the receipt" : "Nobody remembers",
    suspended: suspendedMoney(envelope),
    sale: of.confirmed && correctedSale(id, { envelope, name, confirmed: of.confirmed }),
  };
}

function correctedSale(
  id: NameId,
  of: { envelope: Envelope; name: string; confirmed: ConfirmedSale },
) {
  const read = readAsideSale(of.envelope);
  if (read === null) throw new Error("the sale cannot be read");
  let ids = 0;
  return buildCorrectedSale({
    confirmed: of.confirmed,
    read,
    saleId: id("sale", of.name, "new"),
    receiptNumber: "2026-04-30-S1-01",
    businessDate: of.envelope.businessDate,
    reason: "Read from the receipt",
    store: {
      currency: "KES",
      pricesIncludeTax: true,
      taxRounding: "line",
      cashIncrementMinor: minor(100),
    },
    taxGroups: new Map([EXEMPT, STANDARD].map((group) => [group.code, group])),
    lineName: "Not itemised",
    newId: () => {
      ids += 1;
      return id("corrected", of.name, String(ids));
    },
  });
}
