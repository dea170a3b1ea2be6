import type { SaleDocument } from "../../core/sale/sale-document";
import {
  type Envelope,
  type EnvelopeDraft,
  EVENT_TYPE_VERSIONS,
  type EventType,
  genesisHash,
  sealEnvelope,
} from "../../core/sync/envelope";
import type { PushRequest, PushResponse } from "../../core/sync/protocol-v1";
import { toIso } from "../../core/time";
import { enrolTerminal } from "../../server/terminals/enrol-terminal";
import { receiveEvents } from "../../server/till-sync/receive-events";
import { newSaleDocument } from "./new-sale-document";
import type { TestTenant } from "./new-tenant";
import { newReceiptKey } from "./signed-recovery";
import { terminalContext, testContext } from "./test-context";

export type TestTerminal = Awaited<ReturnType<typeof newTerminal>>;

/** An enrolled device that seals events as a till does and can send them in any order. */
export async function newTerminal(tenant: TestTenant, options: { storeIndex?: 0 | 1 } = {}) {
  const store = tenant.stores[options.storeIndex ?? 0];
  const key = newReceiptKey();
  const { publicKey } = key;
  const enrolled = await enrolTerminal(testContext(tenant, "owner"), {
    storeId: store.id,
    publicKey,
  });
  const { certificate } = enrolled;
  const context = terminalContext(tenant, {
    terminalId: certificate.terminalId,
    storeId: store.id,
  });
  const { runtime } = tenant;
  let head = { sequence: 0, hash: genesisHash(certificate) };
  let leaseToken: string | null = enrolled.leaseToken;

  function seal(
    type: EventType | string,
    payload: unknown,
    change: Partial<EnvelopeDraft> = {},
  ): Envelope {
    const envelope = sealEnvelope(
      {
        v: 1,
        eventId: runtime.newId(),
        terminalId: certificate.terminalId,
        sequence: head.sequence + 1,
        type,
        typeVersion: Object.hasOwn(EVENT_TYPE_VERSIONS, type)
          ? EVENT_TYPE_VERSIONS[type as EventType]
          : 1,
        createdAt: toIso(runtime.now()),
        clock: { bootId: "boot", monoMs: 0, lastServerTime: null, lastServerMonoMs: null },
        businessDate: "2026-04-30",
        shiftId: null,
        cashierId: tenant.users.cashier.id,
        catalogRev: "1",
        appVersion: "0.1.0",
        payload,
        ...change,
      },
      head.hash,
    );
    head = { sequence: envelope.sequence, hash: envelope.hash };
    return envelope;
  }

  function sealSale(
    change: Partial<SaleDocument> = {},
    envelope: { shiftId?: string } = {},
  ): Envelope {
    const document = newSaleDocument(tenant, {
      receiptNumber: `2026-04-30-${certificate.code}-${String(head.sequence + 1).padStart(2, "0")}`,
    });
    return seal("SALE", { ...document, ...change }, envelope);
  }

  async function push(
    events: readonly unknown[],
    change: Partial<PushRequest> = {},
  ): Promise<PushResponse> {
    const answer = await receiveEvents(context, {
      pushId: runtime.newId(),
      terminalId: certificate.terminalId,
      leaseToken,
      headSequence: head.sequence,
      headHash: head.hash,
      events: [...events],
      ...change,
    });
    leaseToken = answer.leaseToken;
    return answer;
  }

  return { ...enrolled, key, store, context, seal, sealSale, push };
}
