import type { Chance } from "./chance";
import { placeKey } from "./model-database";
import type { ModelTerms } from "./model-machine";
import { createModelServer, type ModelServer } from "./model-server";
import { inboxRuns } from "./model-upkeep";
import type { ServerActs } from "./server-life";
import { productRow, SIM_SHOP } from "./shop";
import type { Ledger, LedgerSale, SimServer } from "./sim-server";
import type { Timeline } from "./timeline";
import type { Witness } from "./witness";

export type ModelSimServer = SimServer & { readonly model: ModelServer };

/** The model as a run meets it. */
export function createModelSimServer(terms: ModelTerms): ModelSimServer {
  const model = createModelServer(terms);
  return {
    model,
    handle: model.handle,
    applyBacklog: model.applyBacklog,
    closeGaps: model.closeGaps,
    registers: model.registers,
    isActive: (terminalId) => model.database.tables.terminals.get(terminalId)?.status === "active",
    headToken: model.streams.token,
    readLedger: async () => readLedger(model),
  };
}

/** What can be done to the model while a run goes on. */
export function actsOn(
  model: ModelServer,
  at: { chance: Chance; timeline: Timeline; witness: Witness },
): ServerActs {
  const { chance, timeline, witness } = at;
  let backup: { restore: (incarnation: string) => void; terminals: number } | null = null;
  const { terminals } = model.database.tables;
  const gapped = () =>
    [...terminals.keys()].filter((terminalId) => {
      const received = terminals.get(terminalId)?.receivedSequence ?? 0;
      return (inboxRuns(model.database, terminalId).at(-1)?.[1] ?? 0) > received;
    });
  const price = () => productRow(chance.pick(SIM_SHOP.products).id, chance.between(100, 60_000));
  return {
    backUp() {
      backup = { restore: model.backUp(), terminals: terminals.size };
    },
    restore() {
      // An enrolment that a backup does not know would need somebody to enrol again.
      if (!backup || backup.terminals !== terminals.size) return false;
      backup.restore(chance.uuid());
      backup = null;
      return true;
    },
    changePrice: () => model.streams.write([price()]),
    deleteProduct: () =>
      model.streams.write([
        { entity: "product", id: chance.pick(SIM_SHOP.products).id, body: null },
      ]),
    holdWriter() {
      timeline.after(chance.between(500, 25_000), model.streams.open([price(), price()]));
    },
    hasGap: () => gapped().length > 0,
    async closeGap() {
      const terminalId = chance.pick(gapped());
      if ((await model.closeGaps(terminalId)) === 0) return;
      witness.gapsClosed.add(terminalId);
      witness.trace?.(`the owner closes a gap of ${terminalId}`);
    },
  };
}

function readLedger({ database }: ModelServer): Ledger {
  const { tables } = database;
  const journal: Record<string, number> = {};
  for (const { account, currency, amountMinor } of tables.journal.values()) {
    const key = `${account} ${currency}`;
    journal[key] = (journal[key] ?? 0) + amountMinor;
  }
  const tenders = new Map<string, LedgerSale["tenders"][number][]>();
  for (const payment of tables.payments.values()) {
    const saleId = String(payment["saleId"]);
    const tender = {
      method: String(payment["method"]),
      amountMinor: Number(payment["amountMinor"]),
    };
    tenders.set(saleId, [...(tenders.get(saleId) ?? []), tender]);
  }
  const rows = [...tables.inbox].flatMap(([terminalId, inbox]) =>
    [...inbox].map(([sequence, row]) => ({ key: placeKey(terminalId, sequence), row })),
  );
  return {
    sales: [...tables.sales.values()].map((sale) => ({
      saleId: String(sale["id"]),
      terminalId: String(sale["terminalId"]),
      sequence: Number(sale["sequence"]),
      totalMinor: Number(sale["totalMinor"]),
      tenders: tenders.get(String(sale["id"])) ?? [],
    })),
    journal,
    cursors: Object.fromEntries(
      [...tables.terminals].map(([id, row]) => [id, [row.receivedSequence, row.appliedSequence]]),
    ),
    conflicts: [...tables.conflicts.keys()].sort(),
    quarantine: rows
      .filter(({ row }) => row.state === "quarantined")
      .map(({ key, row }) => `${key} ${row.errorCode}`)
      .sort(),
    stock: Object.fromEntries(tables.levels),
  };
}
