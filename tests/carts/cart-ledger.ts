import { limitsOf } from "../../core/access/limits";
import { permissionsOf } from "../../core/access/permissions";
import type { SaleDocument } from "../../core/sale/sale-document";
import {
  type Envelope,
  EVENT_TYPE_VERSIONS,
  type EventType,
  genesisHash,
  sealEnvelope,
} from "../../core/sync/envelope";
import { PUSH_BYTES_MAX, PUSH_EVENTS_MAX } from "../../core/sync/protocol-v1";
import { businessDayAt, toIso } from "../../core/time";
import type { Runtime, TenantContext } from "../../server/context";
import { createStore } from "../../server/stores/create-store";
import { createTenant } from "../../server/tenants/create-tenant";
import { systemContext } from "../../server/tenants/system-context";
import { enrolTerminal } from "../../server/terminals/enrol-terminal";
import { receiveEvents } from "../../server/till-sync/receive-events";
import { type Sold, Violation } from "./check-cart";
import { compareBooked } from "./compare-booked";

const TIMEZONE = "Africa/Nairobi";
const TYPES: Readonly<Record<SaleDocument["kind"], EventType>> = {
  sale: "SALE",
  refund: "REFUND",
  void: "VOID",
};

/** A terminal of a fresh tenant: documents go in as sealed events, and are read back as booked. */
export type CartLedger = {
  readonly context: TenantContext;
  add(sold: Sold): Promise<void>;
  /** Send what is waiting and compare it with what stands in the ledger. */
  flush(): Promise<void>;
};

export async function openCartLedger(runtime: Runtime): Promise<CartLedger> {
  const place = await openPlace(runtime);
  const { certificate } = place.enrolled;
  let head = { sequence: 0, hash: genesisHash(certificate) };
  let leaseToken: string | null = place.enrolled.leaseToken;
  let waiting: { readonly envelope: Envelope; readonly document: SaleDocument }[] = [];
  let bytes = 0;

  function seal({ document, soldAt }: Sold): Envelope {
    const type = TYPES[document.kind];
    const envelope = sealEnvelope(
      {
        v: 1,
        eventId: runtime.newId(),
        terminalId: certificate.terminalId,
        sequence: head.sequence + 1,
        type,
        typeVersion: EVENT_TYPE_VERSIONS[type],
        createdAt: toIso(soldAt),
        clock: { bootId: "carts", monoMs: 0, lastServerTime: null, lastServerMonoMs: null },
        businessDate: businessDayAt(soldAt, { timezone: TIMEZONE, dayEndsAtMinutes: 0 }),
        shiftId: null,
        cashierId: place.ownerId,
        catalogRev: "1",
        appVersion: "carts",
        payload: document,
      },
      head.hash,
    );
    head = { sequence: envelope.sequence, hash: envelope.hash };
    return envelope;
  }

  async function flush(): Promise<void> {
    if (waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    bytes = 0;
    let answer = await push(batch.map(({ envelope }) => envelope));
    while (answer.appliedThrough < head.sequence) {
      const before = answer.appliedThrough;
      answer = await push([]);
      if (answer.appliedThrough === before) throw new Violation("the server does not book a batch");
    }
    const [aside] = answer.quarantined;
    if (aside) throw new Violation(`event ${aside.sequence} is set aside: ${aside.code}`);
    await compareBooked(
      place.context,
      batch.map(({ document }) => document),
    );
  }

  async function push(events: readonly Envelope[]) {
    const answer = await receiveEvents(place.terminal, {
      pushId: runtime.newId(),
      terminalId: certificate.terminalId,
      leaseToken,
      headSequence: head.sequence,
      headHash: head.hash,
      events: [...events],
    });
    leaseToken = answer.leaseToken;
    return answer;
  }

  return {
    context: place.context,
    flush,
    async add(sold) {
      const size = Buffer.byteLength(JSON.stringify(sold.document));
      if (waiting.length >= PUSH_EVENTS_MAX || bytes + size > PUSH_BYTES_MAX) await flush();
      waiting.push({ envelope: seal(sold), document: sold.document });
      bytes += size;
    },
  };
}

async function openPlace(runtime: Runtime) {
  const code = `carts-${runtime.newId().slice(-12)}`;
  const { tenantId, ownerId } = await createTenant(runtime, {
    code,
    name: "Random carts",
    country: "KE",
    currency: "KES",
    language: "en",
    pricesIncludeTax: true,
    owner: { email: `owner@${code}.test`, name: "Owner", password: runtime.newId() },
  });
  const context = systemContext(runtime, tenantId);
  const store = await createStore(context, {
    code: "CARTS",
    name: "Carts",
    timezone: TIMEZONE,
    language: "en",
  });
  const owner: TenantContext = {
    ...context,
    actor: {
      kind: "user",
      userId: ownerId,
      sessionId: runtime.newId(),
      role: "owner",
      permissions: new Set(permissionsOf("owner")),
      limits: limitsOf("owner"),
      credential: "office",
      provedAt: runtime.now(),
      storeIds: null,
    },
  };
  const enrolled = await enrolTerminal(owner, { storeId: store.id, registerName: "Carts" });
  const { terminalId } = enrolled.certificate;
  const terminal: TenantContext = {
    ...context,
    actor: { kind: "terminal", terminalId, storeId: store.id },
  };
  return { context, terminal, enrolled, ownerId };
}
