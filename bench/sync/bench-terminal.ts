import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { uuidv7 } from "uuidv7";
import {
  EVENT_TYPE_VERSIONS,
  formatReceiptNumber,
  genesisHash,
  sealEnvelope,
} from "../../core/sync/envelope";
import {
  type EnrolResponse,
  type PushResponse,
  pushResponseSchema,
} from "../../core/sync/protocol-v1";
import { newBenchSale, type SaleGoods } from "./bench-sale";

/** Events as they lie in a till's log: sealed, in order, as text. */
export type SealedBatch = {
  readonly events: string;
  readonly count: number;
  readonly headSequence: number;
  readonly headHash: string;
};

type Trade = {
  readonly goods: readonly SaleGoods[];
  readonly cashierId: string;
  readonly seed: number;
};

/** Idle ones end before the server ends them: a request must not meet a closing connection. */
const CONNECTIONS = new Agent({
  keepAlive: true,
  maxSockets: Number.POSITIVE_INFINITY,
  timeout: 2_000,
});
const RETRY_MS = 250;
const SMALL_BYTES = 10_000;

type Answer = { readonly status: number; readonly body: Buffer; readonly encoding: string };

const BUSY = new Set([0, 429, 503]);

function noAnswer(error: NodeJS.ErrnoException): Answer {
  if (error.code !== "ECONNRESET") throw error;
  return { status: 0, body: Buffer.alloc(0), encoding: "" };
}

function unpack({ body, encoding }: Answer): Buffer {
  return encoding === "gzip" ? gunzipSync(body) : body;
}

/** An enrolled register that sells ahead and sends over HTTP, one push in flight, as a till does. */
export class BenchTerminal {
  #head: { sequence: number; hash: string };
  #leaseToken: string;
  readonly #issued: EnrolResponse;
  readonly #trade: Trade;
  readonly #url: string;

  constructor(url: string, issued: EnrolResponse, trade: Trade) {
    this.#url = `${url}/api/v1/sync`;
    this.#issued = issued;
    this.#trade = trade;
    this.#leaseToken = issued.leaseToken;
    this.#head = { sequence: 0, hash: genesisHash(issued.certificate) };
  }

  get id(): string {
    return this.#issued.certificate.terminalId;
  }

  /** Batches of such sizes, sealed now and sent later. */
  sell(batches: number, eventsEach: number): SealedBatch[] {
    return Array.from({ length: batches }, () => {
      const events = Array.from({ length: eventsEach }, () => this.#seal());
      const { sequence: headSequence, hash: headHash } = this.#head;
      return { events: `[${events.join(",")}]`, count: eventsEach, headSequence, headHash };
    });
  }

  #seal(): string {
    const { certificate } = this.#issued;
    const { goods, cashierId, seed } = this.#trade;
    const sequence = this.#head.sequence + 1;
    const now = new Date();
    const businessDate = now.toISOString().slice(0, 10);
    const receiptNumber = formatReceiptNumber(businessDate, certificate.code, sequence);
    const sealed = sealEnvelope(
      {
        v: 1,
        eventId: uuidv7(),
        terminalId: certificate.terminalId,
        sequence,
        type: "SALE",
        typeVersion: EVENT_TYPE_VERSIONS.SALE,
        createdAt: now.toISOString(),
        clock: { bootId: "bench", monoMs: 0, lastServerTime: null, lastServerMonoMs: null },
        businessDate,
        shiftId: null,
        cashierId,
        catalogRev: "1",
        appVersion: "0.3.0",
        payload: newBenchSale(goods, seed * 1_013 + sequence, receiptNumber),
      },
      this.#head.hash,
    );
    this.#head = { sequence, hash: sealed.hash };
    return JSON.stringify(sealed);
  }

  /** Until the server has taken them; as by a till, a busy server or a cut connection is asked again. */
  async push(batch: SealedBatch): Promise<PushResponse> {
    for (;;) {
      const answer = await this.#ask("POST", "/events", this.#bodyOf(batch)).catch(noAnswer);
      const text = unpack(answer).toString();
      if (answer.status === 200) {
        const taken = pushResponseSchema.parse(JSON.parse(text));
        this.#leaseToken = taken.leaseToken;
        if (taken.receivedThrough < batch.headSequence) throw new Error("events were not taken");
        return taken;
      }
      if (!BUSY.has(answer.status)) {
        throw new Error(`a push was refused: ${answer.status} ${text}`);
      }
      await sleep(RETRY_MS);
    }
  }

  #bodyOf(batch: SealedBatch): string {
    const { events, count: _count, ...head } = batch;
    const rest = {
      pushId: uuidv7(),
      terminalId: this.id,
      leaseToken: this.#leaseToken,
      appVersion: "0.3.0",
      ...head,
    };
    return `${JSON.stringify(rest).slice(0, -1)},"events":${events}}`;
  }

  /** The text of a page of changes. */
  async fetchPage(query: string): Promise<string> {
    const answer = await this.#ask("GET", `/changes?${query}`, null);
    if (answer.status !== 200) throw new Error(`changes were refused: ${answer.status}`);
    if (answer.body.length > SMALL_BYTES && answer.encoding !== "gzip") {
      throw new Error("a page came unpacked");
    }
    return unpack(answer).toString();
  }

  #ask(method: "GET" | "POST", path: string, body: string | null): Promise<Answer> {
    const bytes = body === null ? null : Buffer.from(body);
    return new Promise((resolve, reject) => {
      const call = request(
        `${this.#url}${path}`,
        {
          method,
          agent: CONNECTIONS,
          headers: {
            authorization: `Bearer ${this.#issued.deviceToken}`,
            "accept-encoding": "gzip",
            ...(bytes
              ? { "content-type": "application/json", "content-length": bytes.length }
              : {}),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              body: Buffer.concat(chunks),
              encoding: response.headers["content-encoding"] ?? "",
            }),
          );
        },
      );
      call.on("error", reject);
      call.end(bytes ?? undefined);
    });
  }
}
