import { join } from "node:path";
import { tenantIdOf, uuidFrom } from "../../core/ids";
import { encodeBase32 } from "../../core/receipt/base32";
import type { SaleDocument } from "../../core/sale/sale-document";
import type { SaleRecovered } from "../../core/sale/sale-recovered";
import { EVENT_TYPES, type EventType } from "../../core/sync/envelope";
import { formatSyncToken } from "../../server/till-sync/sync-token";
import { checkCart } from "../carts/check-cart";
import { deposit, plainSale } from "./release-documents";
import { openLog, type ReleaseLog, writeJson } from "./release-log";
import { correction, recoveredSale } from "./release-troubles";
import { TRAITS_OF_SALES } from "./sale-traits";

/*
 * Writes what a release's terminals say, by that release's own code:
 *
 *   npx tsx tests/golden/record-release.ts 0.4.0 tests/golden
 *
 * Run once, at the release's commit; what it wrote is never changed again. See the README beside it.
 */
const [version = "", folder = ""] = process.argv.slice(2);
const id = (...words: string[]) => uuidFrom("released", version, ...words);
const SHIFT = id("shift");
const SEED = 20_260_430;
const CARTS_MAX = 3_000;
const LINES_MAX = 4;

const certificate = {
  v: 1 as const,
  tenantId: tenantIdOf(`released-${version.replaceAll(".", "-")}`),
  storeId: id("store"),
  registerId: id("register"),
  terminalId: id("terminal"),
  epoch: 1,
  code: "A1",
  publicKey: encodeBase32(new Uint8Array(65).fill(4)),
  issuedAt: "2026-04-01T04:00:00.000Z",
};

/** Carts as random as those of `npm run carts`, as many as it takes to see every trait once. */
function recordSales({ record }: ReleaseLog): void {
  const wanted = new Map(Object.entries(TRAITS_OF_SALES));
  for (let index = 0; index < CARTS_MAX && wanted.size > 0; index += 1) {
    const documents = checkCart(SEED, index).documents.map(({ document }) => document);
    if (documents.some(({ lines }) => lines.length > LINES_MAX)) continue;
    const seen = [...wanted].filter(([, has]) => documents.some(has)).map(([trait]) => trait);
    if (seen.length === 0) continue;
    for (const document of documents) {
      const traits = seen.filter((trait) => wanted.get(trait)?.(document));
      record([document.kind, ...traits].join(" "), typeOf(document), document);
    }
    for (const trait of seen) wanted.delete(trait);
  }
  if (wanted.size > 0) throw new Error(`no cart shows ${[...wanted.keys()].join(", ")}`);
}

function typeOf({ kind }: SaleDocument): EventType {
  return kind === "sale" ? "SALE" : kind === "refund" ? "REFUND" : "VOID";
}

function recordRest(log: ReleaseLog, recovered: SaleRecovered): void {
  const { record } = log;
  const voided = {
    productId: id("product"),
    sku: "BREAD",
    name: "Bread",
    quantityMilli: 1_000,
    unitPriceMinor: 6_700,
    reason: "Wrong goods",
    at: "2026-04-30T05:30:00.000Z",
  };
  const approval = {
    permission: "drawer.open",
    approverId: id("supervisor"),
    reason: "Change",
    at: "2026-04-30T05:31:00.000Z",
  };
  record("stock put on the shelf", "STOCK_ADJUSTED", {
    adjustmentId: id("adjustment"),
    reason: "delivery",
    note: "Van 2",
    lines: [{ productId: id("product"), sku: "BREAD", quantityMilli: 20_000, note: null }],
  });
  record("drawer opened", "DRAWER_OPENED", { reason: "Change", approvals: [approval] });
  record("cart voided", "CART_VOIDED", {
    cartId: id("cart"),
    currency: "KES",
    reason: "Customer left",
    totalMinor: 6_700,
    voidedLines: [voided],
    approvals: [],
  });
  record("training sale", "TRAINING_SALE", plainSale(id, "T01"));
  recordLayaways(log);
  record("sale that a receipt brought back", "SALE_RECOVERED", recovered);
  record("locked out for a while", "SIGN_IN_LOCKED", {
    staffId: id("cashier"),
    wrongCount: 5,
    lockedUntil: "2026-04-30T05:40:30.000Z",
  });
  record("locked out until somebody comes", "SIGN_IN_LOCKED", {
    staffId: id("cashier"),
    wrongCount: 20,
    lockedUntil: null,
  });
  record("shift closed", "SHIFT_CLOSED", {
    shiftId: SHIFT,
    currency: "KES",
    expectedCashMinor: 508_400,
    countedCashMinor: 508_300,
    foreignCash: [{ currency: "USD", expectedMinor: 2_000, countedMinor: 2_000 }],
  });
}

function recordLayaways({ record }: ReleaseLog): void {
  const first = { name: "D1", held: "1", amountMinor: 5_000, beforeMinor: 0 };
  record("deposit", "DEPOSIT", deposit(id, first));
  const settled = { heldCartId: id("held", "1"), depositMinor: 5_000 };
  record("layaway sold", "SALE", plainSale(id, "L1", settled));
  const other = { name: "D2", held: "2", amountMinor: 4_000, beforeMinor: 0 };
  record("deposit on another", "DEPOSIT", deposit(id, other));
  const back = { name: "D3", held: "2", amountMinor: -4_000, beforeMinor: 4_000 };
  record("deposit given back", "DEPOSIT", deposit(id, back));
}

async function recordTill(): Promise<void> {
  const log = openLog(join(folder, "events", version), certificate, {
    newEventId: (sequence) => id("event", String(sequence)),
    terminalId: certificate.terminalId,
    shiftId: SHIFT,
    cashierId: id("cashier"),
    catalogRev: "7",
    appVersion: version,
  });
  const { recovered, receiptKey } = await recoveredSale(id);
  log.record("shift opened", "SHIFT_OPENED", {
    shiftId: SHIFT,
    shiftNumber: 1,
    currency: "KES",
    floatMinor: 500_000,
  });
  recordSales(log);
  recordRest(log, recovered);
  recordRequests(log, receiptKey);
  console.log(`${log.events.length} events of a till of ${version}`);
}

function recordRequests({ events }: ReleaseLog, receiptKey: string): void {
  writeJson(join(folder, "sync", `${version}.json`), {
    pushRequest: {
      pushId: id("push"),
      terminalId: certificate.terminalId,
      leaseToken: null,
      headSequence: 3,
      headHash: events[2]?.hash,
      appVersion: version,
      storage: { isPersisted: true, usedBytes: 1_048_576, quotaBytes: null },
      events: events.slice(0, 3),
    },
    token: formatSyncToken({
      v: 1,
      incarnation: id("incarnation"),
      storeId: certificate.storeId,
      catalog: [7, "at", id("product")],
      config: [3, "", ""],
      stock: [12, "", ""],
      rules: [7, "", ""],
      customers: [1, "", ""],
      held: [4, "", ""],
      keys: [2, "", ""],
    }),
    types: EVENT_TYPES,
    receiptKey,
  });
}

/** What the server itself says, by the terminal that it holds for a person of the office. */
function recordServer(): void {
  const server = {
    ...certificate,
    registerId: id("register", "server"),
    terminalId: id("terminal", "server"),
    code: "S1",
    publicKey: null,
  };
  const shiftId = id("shift", "server");
  const { events, record } = openLog(join(folder, "events", `${version}-server`), server, {
    newEventId: (sequence) => id("event", "server", String(sequence)),
    terminalId: server.terminalId,
    shiftId,
    cashierId: id("owner"),
    catalogRev: "0",
    appVersion: "server",
  });
  record("shift opened", "SHIFT_OPENED", {
    shiftId,
    shiftNumber: 1,
    currency: "KES",
    floatMinor: 0,
  });
  const lines = { kind: "lines", taxGroupCodes: ["A"], method: "cash" } as const;
  const correctedLines = correction(id, { sequence: 5, confirmed: lines });
  record("sale of the lines that could be read", "CORRECTION", correctedLines);
  const total = { kind: "total", totalMinor: 13_400, taxGroupCode: "B", method: "mpesa" } as const;
  const correctedTotal = correction(id, { sequence: 6, confirmed: total });
  record("sale of a total", "CORRECTION", correctedTotal);
  const writtenOff = correction(id, { sequence: 7, confirmed: null });
  record("money called over or short", "CORRECTION", writtenOff);
  console.log(`${events.length} events of the server of ${version}`);
}

await recordTill();
recordServer();
