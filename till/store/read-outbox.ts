import type { OutboxRow } from "./log-records";
import type { StoreTransaction } from "./till-store";

export async function listEvents(
  transaction: StoreTransaction,
  request: { terminalId: string; after: number; limit: number },
): Promise<OutboxRow[]> {
  const entries = await transaction.list<OutboxRow>("outbox", {
    after: [request.terminalId, request.after],
    through: [request.terminalId, Number.MAX_SAFE_INTEGER],
    limit: request.limit,
  });
  return entries.map((entry) => entry.value);
}

export async function listRecent(
  transaction: StoreTransaction,
  terminalId: string,
  limit: number,
): Promise<OutboxRow[]> {
  const entries = await transaction.list<OutboxRow>("outbox", {
    after: [terminalId, 0],
    through: [terminalId, Number.MAX_SAFE_INTEGER],
    limit,
    newestFirst: true,
  });
  return entries.map((entry) => entry.value);
}

const PAGE_ROWS = 200;
const PAGES_MAX = 25;

/** Page by page, so that a receipt of today does not read the whole log. */
export async function findRecent(
  transaction: StoreTransaction,
  terminalId: string,
  matches: (row: OutboxRow) => boolean,
): Promise<OutboxRow | null> {
  let through = Number.MAX_SAFE_INTEGER;
  for (let page = 0; page < PAGES_MAX && through > 0; page += 1) {
    const entries = await transaction.list<OutboxRow>("outbox", {
      after: [terminalId, 0],
      through: [terminalId, through],
      limit: PAGE_ROWS,
      newestFirst: true,
    });
    const found = entries.find(({ value }) => matches(value));
    if (found) return found.value;
    through = (entries.at(-1)?.value.envelope.sequence ?? 1) - 1;
  }
  return null;
}

export async function findDocument(
  transaction: StoreTransaction,
  documentId: string,
): Promise<OutboxRow | null> {
  const key = await transaction.get<[string, number]>("documents", documentId);
  if (key === undefined) return null;
  return (await transaction.get<OutboxRow>("outbox", key)) ?? null;
}
