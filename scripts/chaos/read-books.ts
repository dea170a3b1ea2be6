import { sql } from "drizzle-orm";
import {
  certificateSchema,
  envelopeSchema,
  genesisHash,
  isSealIntact,
} from "../../core/sync/envelope";
import type { TenantContext } from "../../server/context";
import { inTransaction } from "../../server/transaction";
import type { BookedEvent, BookedSale, BookedTerminal, Books } from "./compare-books";

type Tx = Parameters<Parameters<typeof inTransaction>[1]>[0];

/** What the server has of the whole tenant, at one moment. */
export function readBooks(context: TenantContext): Promise<Books> {
  const { tenantId } = context;
  return inTransaction(context, async (tx) => ({
    sales: await readSales(tx, tenantId),
    terminals: await readTerminals(tx, tenantId),
    events: await readEvents(tx, tenantId),
    ...(await readSums(tx, tenantId)),
  }));
}

async function readSales(tx: Tx, tenantId: string): Promise<readonly BookedSale[]> {
  const rows = await tx.execute<{
    id: string;
    terminal_id: string;
    sequence: string;
    total: string;
  }>(
    sql`select id, terminal_id, sequence, total_minor as total from sales
      where tenant_id = ${tenantId}::uuid`,
  );
  return rows.map((row) => ({
    saleId: row.id,
    terminalId: row.terminal_id,
    sequence: Number(row.sequence),
    totalMinor: Number(row.total),
  }));
}

type TerminalRow = {
  id: string;
  certificate: unknown;
  received_sequence: string;
  applied_sequence: string;
  received_hash: string;
  applied_hash: string;
};

async function readTerminals(tx: Tx, tenantId: string): Promise<readonly BookedTerminal[]> {
  const rows = await tx.execute<TerminalRow>(sql`
    select id, certificate, received_sequence, applied_sequence, received_hash, applied_hash
    from terminals where tenant_id = ${tenantId}::uuid`);
  return rows.map((row) => ({
    terminalId: row.id,
    genesisHash: genesisHash(certificateSchema.parse(row.certificate)),
    receivedSequence: Number(row.received_sequence),
    appliedSequence: Number(row.applied_sequence),
    receivedHash: row.received_hash,
    appliedHash: row.applied_hash,
  }));
}

type EventRow = {
  terminal_id: string;
  sequence: string;
  raw: string;
  hash: string;
  prev_hash: string;
  state: string;
};

async function readEvents(tx: Tx, tenantId: string): Promise<readonly BookedEvent[]> {
  const rows = await tx.execute<EventRow>(sql`
    select terminal_id, sequence, raw, hash, prev_hash, state from event_inbox
    where tenant_id = ${tenantId}::uuid order by terminal_id, sequence`);
  return rows.map((row) => ({
    terminalId: row.terminal_id,
    sequence: Number(row.sequence),
    hash: row.hash,
    prevHash: row.prev_hash,
    isSealed: isSealed(row),
    state: row.state,
  }));
}

/** The stored text says what the columns say, and the hash beside it covers it. */
function isSealed(row: EventRow): boolean {
  const parsed = envelopeSchema.safeParse({ ...JSON.parse(row.raw), hash: row.hash });
  if (!parsed.success || !isSealIntact(parsed.data)) return false;
  const { prevHash, sequence, terminalId } = parsed.data;
  const isInPlace = sequence === Number(row.sequence) && terminalId === row.terminal_id;
  return isInPlace && prevHash === row.prev_hash;
}

async function readSums(
  tx: Tx,
  tenantId: string,
): Promise<Pick<Books, "conflicts" | "journalSums" | "unbalancedEvents" | "wrongLevels">> {
  const sums = await tx.execute<{ currency: string; sum: string }>(sql`
    select currency, sum(amount_minor) as sum from journal_lines
    where tenant_id = ${tenantId}::uuid group by currency having sum(amount_minor) <> 0`);
  return {
    journalSums: sums.map(({ currency, sum }) => ({ currency, sumMinor: Number(sum) })),
    conflicts: await count(
      tx,
      sql`select 1 from event_conflicts where tenant_id = ${tenantId}::uuid`,
    ),
    unbalancedEvents: await count(
      tx,
      sql`select 1 from journal_lines where tenant_id = ${tenantId}::uuid
        group by source_event_id, currency having sum(amount_minor) <> 0`,
    ),
    wrongLevels: await count(
      tx,
      sql`select 1 from stock_levels
        full join (
          select store_id, product_id, sum(quantity_milli) as moved from stock_movements
          where tenant_id = ${tenantId}::uuid group by store_id, product_id
        ) as movements
          on stock_levels.store_id = movements.store_id
            and stock_levels.product_id = movements.product_id
            and stock_levels.tenant_id = ${tenantId}::uuid
        where coalesce(stock_levels.tenant_id, ${tenantId}::uuid) = ${tenantId}::uuid
          and coalesce(stock_levels.quantity_milli, 0) <> coalesce(movements.moved, 0)`,
    ),
  };
}

async function count(tx: Tx, rows: ReturnType<typeof sql>): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(
    sql`select count(*)::int as count from (${rows}) as rows`,
  );
  return row?.count ?? 0;
}

/** How far each terminal's log is booked. */
export function readHeads(context: TenantContext): Promise<ReadonlyMap<string, number>> {
  const { tenantId } = context;
  return inTransaction(context, async (tx) => {
    const terminals = await readTerminals(tx, tenantId);
    return new Map(terminals.map((row) => [row.terminalId, row.appliedSequence]));
  });
}
