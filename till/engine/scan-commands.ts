import { readScan, type ScanReading } from "../../core/barcode/read-scan";
import { isDomainError } from "../../core/errors";
import { minor } from "../../core/money/minor";
import { ONE_UNIT, parseQuantity, type QuantityMilli } from "../../core/quantity/quantity";
import { isSignedCode, receiptNumberIn } from "../../core/receipt/scanned-receipt";
import { localTime } from "../../core/time";
import type { CodeHit } from "../catalog/catalog";
import type { ScanOutcome, TillCommands } from "../react/till-commands";
import { type AddRequest, addProduct, listPrice, weightBought } from "./cart-commands";
import { attachCustomer, findCustomerByCode } from "./customer-commands";
import type { EngineCore } from "./engine-core";
import { isSelling } from "./open-cart";
import { layoutsOf } from "./quote-rules";

/** As the office makes them: see `newBadgeCode`. */
const BADGE = /^KB[0-9A-HJKMNP-TV-Z]{10}$/;
const MULTIPLIED = /^(\d{1,4}(?:\.\d{1,3})?)\s*[*x×]\s*(\S.*)$/i;

export function createScanCommands(core: EngineCore): Pick<TillCommands, "scan"> {
  return { scan: (text) => scan(core, text) };
}

/** A scan is never refused: what cannot be added says so and blocks nothing [TC5]. */
function scan(core: EngineCore, text: string): ScanOutcome {
  const trimmed = text.trim();
  if (isBadge(core, trimmed)) return { kind: "badge" };
  if (!isSelling(core) || trimmed === "") return { kind: "ignored" };
  const receipt = trimmed.toUpperCase();
  const receiptNumber = receiptNumberIn(receipt);
  if (receiptNumber !== null) {
    return { kind: "receipt", receiptNumber, code: isSignedCode(receipt) ? receipt : null };
  }
  const { code, times } = readMultiplied(trimmed);
  const reading = read(core, code);
  const hit = core.state().catalog.findByKeys(reading.lookupKeys, reading.scannedText);
  if (!hit) return scanOther(core, code, reading);
  try {
    return addProduct(core, requestOf(core, { hit, reading, times }));
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return unknownCode(core, code, null);
  }
}

/** Our own badges say so, wherever they are scanned; at a locked till any code may be one [TA9]. */
function isBadge(core: EngineCore, text: string): boolean {
  const { cashierId, tables, phase } = core.state();
  if (phase !== "ready" || !tables.staff.some((person) => person.badge)) return false;
  return BADGE.test(text) || (cashierId === null && text !== "");
}

function scanOther(core: EngineCore, code: string, reading: ScanReading): ScanOutcome {
  const customer = findCustomerByCode(core, reading.scannedText);
  if (!customer) return unknownCode(core, code, reading.problem ?? null);
  try {
    attachCustomer(core, customer.id);
  } catch (error) {
    // The approval that waits says what is missing.
    if (!isDomainError(error)) throw error;
    return { kind: "ignored" };
  }
  return { kind: "customer", customerId: customer.id };
}

function readMultiplied(text: string): { code: string; times: QuantityMilli | null } {
  const [, number = "", code = ""] = MULTIPLIED.exec(text) ?? [];
  const times = parseQuantity(number);
  return times !== null && times > 0 ? { code, times } : { code: text, times: null };
}

function read(core: EngineCore, code: string): ScanReading {
  const { store } = core.state().tables;
  const layouts = store ? layoutsOf(store) : [];
  const now = core.ports.clock.now();
  return readScan(code, {
    layouts,
    currency: store?.currency ?? "KES",
    today: localTime(now, store?.timezone ?? "UTC").day,
  });
}

type Scanned = {
  readonly hit: CodeHit & { readonly key: string };
  readonly reading: ScanReading;
  readonly times: QuantityMilli | null;
};

/** A scanned code names its very variant; what it measured goes before what was typed. */
function requestOf(core: EngineCore, { hit, reading, times }: Scanned): AddRequest {
  const { product, packQuantityMilli } = hit;
  const request = { productId: product.id, isVariantChosen: true, packQuantityMilli };
  const measured = measuredOf(core, { hit, reading, times });
  if (measured) return { ...request, ...measured };
  return { ...request, ...(times === null ? {} : { quantityMilli: times }) };
}

function measuredOf(
  core: EngineCore,
  { hit, reading, times }: Scanned,
): Pick<AddRequest, "quantityMilli" | "embeddedMinor" | "packQuantityMilli"> | null {
  if (!reading.measuredKeys.includes(hit.key)) return null;
  const { product } = hit;
  const isWeighed = product.unit === "kg";
  const { priceMinor, measuredAs } = reading;
  const quantity = (measuredAs === "weight") === isWeighed ? reading.quantityMilli : undefined;
  if (quantity === undefined && priceMinor === undefined) return null;
  const bought =
    isWeighed && priceMinor !== undefined
      ? weightBought(priceMinor, listPrice(core, product, ONE_UNIT))
      : ONE_UNIT;
  const wanted = times ?? (core.state().multiplierMilli as QuantityMilli | null) ?? ONE_UNIT;
  const scale = wanted % ONE_UNIT === 0 ? wanted : ONE_UNIT;
  return {
    quantityMilli: scaled(quantity ?? bought, scale) as QuantityMilli,
    packQuantityMilli: ONE_UNIT,
    embeddedMinor: priceMinor === undefined ? undefined : minor(scaled(priceMinor, scale)),
  };
}

/** `times` is of whole units. */
function scaled(one: number, times: number): number {
  return one * Math.trunc(times / ONE_UNIT);
}

function unknownCode(
  core: EngineCore,
  code: string,
  problem: "wrong_check_digit" | null,
): ScanOutcome {
  const unknownScan = { serial: core.nextSerial(), code, problem };
  core.patch({ unknownScan, multiplierMilli: null });
  return { kind: "unknown", code };
}
