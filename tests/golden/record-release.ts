import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tenantIdOf, uuidFrom } from "../../core/ids";
import { minor } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import { buildSaleDocument } from "../../core/sale/build-sale-document";
import type { SaleDocument } from "../../core/sale/sale-document";
import {
  EVENT_TYPE_VERSIONS,
  EVENT_TYPES,
  type EventType,
  genesisHash,
  sealEnvelope,
} from "../../core/sync/envelope";
import { instant, toIso } from "../../core/time";
import { formatSyncToken } from "../../server/till-sync/sync-token";
import { checkCart } from "../carts/check-cart";
import { TRAITS_OF_SALES } from "./sale-traits";

/*
 * Writes what a release's terminals say, by that release's own code:
 *
 *   npx tsx tests/golden/record-release.ts 0.3.0 tests/golden
 *
 * Run once, at the release's commit; what it wrote is never changed again. See the README beside it.
 */
const [version = "", folder = ""] = process.argv.slice(2);
const id = (...words: string[]) => uuidFrom("released", version, ...words);
const SHIFT = id("shift");
const STARTED_AT = Date.UTC(2026, 3, 30, 5);
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
  publicKey: null,
  issuedAt: "2026-04-30T04:00:00.000Z",
};

const events: ReturnType<typeof sealEnvelope>[] = [];
const names: string[] = [];

function record(says: string, type: EventType, payload: unknown): void {
  const sequence = events.length + 1;
  const name = says.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  const event = sealEnvelope(
    {
      v: 1,
      eventId: id("event", String(sequence)),
      terminalId: certificate.terminalId,
      sequence,
      type,
      typeVersion: EVENT_TYPE_VERSIONS[type],
      createdAt: toIso(instant(STARTED_AT + sequence * 60_000)),
      clock: {
        bootId: "boot",
        monoMs: sequence * 60_000,
        lastServerTime: "2026-04-30T05:00:00.000Z",
        lastServerMonoMs: 0,
      },
      businessDate: "2026-04-30",
      shiftId: SHIFT,
      cashierId: id("cashier"),
      catalogRev: "7",
      appVersion: version,
      payload,
    },
    events.at(-1)?.hash ?? genesisHash(certificate),
  );
  events.push(event);
  names.push(`${String(sequence).padStart(2, "0")}-${name}`);
  write("events", `${names.at(-1)}.json`, { says, event });
}

function write(kind: string, name: string, content: unknown): void {
  const path = kind === "events" ? join(folder, kind, version) : join(folder, kind);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, name), `${JSON.stringify(content, null, 2)}\n`);
}

/** Carts as random as those of `npm run carts`, as many as it takes to see every trait once. */
function recordSales(): void {
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

function plainSale(name: string, change: Partial<SaleDocument> = {}, depositMinor = 0) {
  const document = buildSaleDocument({
    saleId: id("sale", name),
    kind: "sale",
    receiptNumber: `2026-04-30-A1-${name}`,
    currency: "KES",
    pricesIncludeTax: true,
    taxGroups: [{ code: "A", name: "Exempt", rates: [] }],
    cashIncrementMinor: minor(1),
    cashRoundingMode: "HALF_UP",
    orderDiscountMinor: minor(0),
    heldCartId: change.heldCartId ?? null,
    lines: [
      {
        lineId: id("line", name),
        productId: id("product"),
        sku: "BREAD",
        name: "Bread",
        unit: "each",
        quantityMilli: quantityMilli(2_000),
        unitPriceMinor: minor(6_700),
        discountMinor: minor(0),
        taxGroupCode: "A",
        isStocked: true,
      },
    ],
    payments: [
      ...(depositMinor === 0
        ? []
        : [
            {
              paymentId: id("payment", name, "deposit"),
              method: "deposit" as const,
              amountMinor: minor(depositMinor),
            },
          ]),
      { paymentId: id("payment", name), method: "cash" },
    ],
  });
  return document;
}

function deposit(name: string, held: string, money: { amountMinor: number; beforeMinor: number }) {
  const { amountMinor, beforeMinor } = money;
  return {
    depositId: id("deposit", name),
    heldCartId: id("held", held),
    heldNumber: `L-A1-${held}`,
    receiptNumber: `2026-04-30-A1-${name}`,
    kind: amountMinor > 0 ? "deposit" : "cancellation",
    customerId: id("customer"),
    currency: "KES",
    totalMinor: 13_400,
    paidBeforeMinor: beforeMinor,
    amountMinor,
    roundingMinor: 0,
    paidMinor: amountMinor,
    changeMinor: 0,
    payments: [
      {
        paymentId: id("payment", name),
        method: "cash",
        amountMinor,
        tenderedMinor: amountMinor,
        changeMinor: 0,
        currency: "KES",
        foreign: null,
        reference: null,
      },
    ],
    cart: { lines: [{ sku: "BREAD" }] },
    expiresOn: "2026-06-29",
    reason: amountMinor > 0 ? null : "Changed their mind",
    approvals: [],
  };
}

function recordRest(): void {
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
  record("training sale", "TRAINING_SALE", plainSale("T01"));
  record("deposit", "DEPOSIT", deposit("D1", "1", { amountMinor: 5_000, beforeMinor: 0 }));
  record("layaway sold", "SALE", plainSale("L1", { heldCartId: id("held", "1") }, 5_000));
  record(
    "deposit on another",
    "DEPOSIT",
    deposit("D2", "2", { amountMinor: 4_000, beforeMinor: 0 }),
  );
  record(
    "deposit given back",
    "DEPOSIT",
    deposit("D3", "2", { amountMinor: -4_000, beforeMinor: 4_000 }),
  );
  record("shift closed", "SHIFT_CLOSED", {
    shiftId: SHIFT,
    currency: "KES",
    expectedCashMinor: 508_400,
    countedCashMinor: 508_300,
    foreignCash: [{ currency: "USD", expectedMinor: 2_000, countedMinor: 2_000 }],
  });
}

record("shift opened", "SHIFT_OPENED", {
  shiftId: SHIFT,
  shiftNumber: 1,
  currency: "KES",
  floatMinor: 500_000,
});
recordSales();
recordRest();
write("events", "certificate.json", certificate);
write("sync", `${version}.json`, {
  pushRequest: {
    pushId: id("push"),
    terminalId: certificate.terminalId,
    leaseToken: null,
    headSequence: 3,
    headHash: events[2]?.hash,
    appVersion: version,
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
  } as never),
  types: EVENT_TYPES,
});
console.log(`${events.length} events of ${version}`);
