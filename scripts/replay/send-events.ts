import { uuidFrom } from "../../core/ids";
import type { Envelope } from "../../core/sync/envelope";
import {
  PUSH_BYTES_MAX,
  PUSH_EVENTS_MAX,
  type PushResponse,
  pushResponseSchema,
} from "../../core/sync/protocol-v1";
import { Refusal } from "../refusal";

export type Device = {
  readonly terminalId: string;
  readonly deviceToken: string;
  readonly leaseToken: string;
};

const HEARTBEATS_MAX = 600;

/**
 * Send a terminal's events through the public sync API, in order, and wait until all of them are
 * booked. Whole batches of the protocol's size; an event that is larger goes alone.
 */
export async function sendEvents(
  baseUrl: string,
  device: Device,
  events: readonly Envelope[],
): Promise<PushResponse> {
  const head = events.at(-1);
  if (!head) throw new Refusal("A terminal without events has nothing to send.");
  const session = { leaseToken: device.leaseToken };
  const send = async (batch: readonly Envelope[]) => {
    const answer = await push(baseUrl, device, {
      pushId: uuidFrom(device.terminalId, String(batch[0]?.sequence ?? 0)),
      terminalId: device.terminalId,
      leaseToken: session.leaseToken,
      headSequence: head.sequence,
      headHash: head.hash,
      appVersion: "replay-1",
      events: batch,
    });
    session.leaseToken = answer.leaseToken;
    return answer;
  };
  let answer: PushResponse | null = null;
  for (const batch of batches(events)) answer = await send(batch);
  for (let beat = 0; beat < HEARTBEATS_MAX; beat += 1) {
    if (answer !== null && answer.appliedThrough >= head.sequence) return answer;
    answer = await send([]);
  }
  throw new Refusal(`Terminal ${device.terminalId} has events that the server does not book.`);
}

function* batches(events: readonly Envelope[]): Generator<readonly Envelope[]> {
  let batch: Envelope[] = [];
  let bytes = 0;
  for (const event of events) {
    const size = Buffer.byteLength(JSON.stringify(event));
    const isFull = batch.length >= PUSH_EVENTS_MAX || bytes + size > PUSH_BYTES_MAX;
    if (batch.length > 0 && isFull) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(event);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

async function push(baseUrl: string, device: Device, body: unknown): Promise<PushResponse> {
  const response = await fetch(`${baseUrl}/api/v1/sync/events`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${device.deviceToken}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  if (!response.ok)
    throw new Refusal(`The server answered ${response.status}: ${JSON.stringify(answer)}`);
  return pushResponseSchema.parse(answer);
}
