import { expect } from "@playwright/test";
import { minor, ZERO_MINOR } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import { buildSaleDocument } from "../../core/sale/build-sale-document";
import type { SaleDocument } from "../../core/sale/sale-document";
import {
  type Envelope,
  EVENT_TYPE_VERSIONS,
  type EventType,
  genesisHash,
  sealEnvelope,
} from "../../core/sync/envelope";
import type { EnrolResponse, PushResponse } from "../../core/sync/protocol-v1";
import { ratePpm } from "../../core/tax/rate";

const CREDENTIALS = { email: "owner@duka.test", password: "kaunta-demo" };

export type TroubledTill = Awaited<ReturnType<typeof enrolTroubledTill>>;

/** A till of the demo shop that speaks the sync API by itself and can be made to lose things. */
export async function enrolTroubledTill(shopUrl: string, registerName: string) {
  const api = `${shopUrl}/api/v1`;
  const token = await call(`${api}/auth/token`, { body: CREDENTIALS });
  const person = String(token["accessToken"]);
  const stores = await call(`${api}/stores`, { token: person });
  const [store] = stores["items"] as { id: string; name: string }[];
  if (!store) throw new Error("the demo has stores");
  const enrolled = (await call(`${api}/sync/enrol`, {
    token: person,
    body: { storeId: store.id, registerName, deviceName: registerName, replaceActive: true },
  })) as unknown as EnrolResponse;
  const { certificate, deviceToken } = enrolled;
  let head = { sequence: 0, hash: genesisHash(certificate) };
  let { leaseToken } = enrolled as { leaseToken: string };

  function seal(type: EventType, payload: unknown, change: Partial<Envelope> = {}): Envelope {
    const at = new Date();
    const envelope = sealEnvelope(
      {
        v: 1,
        eventId: crypto.randomUUID(),
        terminalId: certificate.terminalId,
        sequence: head.sequence + 1,
        type,
        typeVersion: EVENT_TYPE_VERSIONS[type],
        createdAt: at.toISOString(),
        clock: { bootId: "e2e", monoMs: 0, lastServerTime: null, lastServerMonoMs: null },
        businessDate: at.toISOString().slice(0, 10),
        shiftId: null,
        cashierId: crypto.randomUUID(),
        catalogRev: "0",
        appVersion: "0.3.0",
        payload,
        ...change,
      },
      head.hash,
    );
    head = { sequence: envelope.sequence, hash: envelope.hash };
    return envelope;
  }

  /** A sale of two packets, 130.00 in cash; `change` breaks it. */
  function sealSale(change: Partial<SaleDocument> = {}, envelope: Partial<Envelope> = {}) {
    const day = envelope.businessDate ?? new Date().toISOString().slice(0, 10);
    const receiptNumber = `${day}-${certificate.code}-${String(head.sequence + 1).padStart(2, "0")}`;
    return seal("SALE", { ...newSale(receiptNumber), ...change }, envelope);
  }

  async function push(
    events: readonly Envelope[],
    change: Record<string, unknown> = {},
  ): Promise<PushResponse> {
    const answer = (await call(`${api}/sync/events`, {
      token: deviceToken,
      body: {
        pushId: crypto.randomUUID(),
        terminalId: certificate.terminalId,
        leaseToken,
        headSequence: head.sequence,
        headHash: head.hash,
        events,
        ...change,
      },
    })) as unknown as PushResponse;
    leaseToken = answer.leaseToken;
    return answer;
  }

  return { certificate, store, seal, sealSale, push };
}

function newSale(receiptNumber: string): SaleDocument {
  return buildSaleDocument({
    saleId: crypto.randomUUID(),
    kind: "sale",
    receiptNumber,
    currency: "KES",
    pricesIncludeTax: true,
    taxGroups: [
      {
        code: "B",
        name: "Standard",
        rates: [
          {
            code: "VAT",
            name: "VAT 16%",
            ratePpm: ratePpm(160_000),
            kind: "percent",
            isCompound: false,
          },
        ],
      },
    ],
    cashIncrementMinor: minor(1),
    cashRoundingMode: "HALF_UP",
    orderDiscountMinor: ZERO_MINOR,
    lines: [
      {
        lineId: crypto.randomUUID(),
        productId: null,
        sku: "MILK-500",
        name: "Fresh milk 500 ml",
        unit: "each",
        quantityMilli: quantityMilli(2_000),
        unitPriceMinor: minor(6_500),
        discountMinor: ZERO_MINOR,
        taxGroupCode: "B",
        isStocked: false,
      },
    ],
    payments: [{ paymentId: crypto.randomUUID(), method: "cash" }],
  });
}

async function call(
  url: string,
  request: { token?: string; body?: unknown },
): Promise<Record<string, unknown>> {
  const answer = await fetch(url, {
    method: request.body === undefined ? "GET" : "POST",
    headers: {
      "content-type": "application/json",
      ...(request.token && { authorization: `Bearer ${request.token}` }),
    },
    ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
  });
  const body = (await answer.json()) as Record<string, unknown>;
  expect([url, answer.ok, answer.ok ? null : body]).toEqual([url, true, null]);
  return body;
}
