/** A defect that is put into the product on purpose: a check that does not find it is no check. */
export type Mutant = {
  readonly name: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
};

const ON_THE_DISK: readonly Mutant[] = [
  {
    name: "relaxed durability",
    file: "till/store/till-store.ts",
    find: 'LOG_DURABILITY: Durability = "strict"',
    replace: 'LOG_DURABILITY: Durability = "relaxed"',
  },
  {
    name: "sequence reuse: the head is not kept",
    file: "till/store/commit-event.ts",
    find: ", nextHead);",
    replace: ", head);",
  },
  {
    name: "acknowledged before the commit",
    file: "till/store/till-log.ts",
    find: "durably(() => database.write((transaction) => commitEvent(transaction, request)))",
    replace: `{
        const shown = database.read((transaction) => commitEvent(transaction, request));
        const write = () => database.write((transaction) => commitEvent(transaction, request));
        void shown.then(write).catch(() => undefined);
        return shown;
      }`,
  },
  {
    name: "receipt counter is not kept",
    file: "till/store/commit-event.ts",
    find: 'await transaction.put("counters", counter, context.nextReceipt);',
    replace: "void counter;",
  },
  {
    name: "unsent events are pruned",
    file: "till/store/prune-log.ts",
    find: "Math.min(upload?.appliedThrough ?? 0, (head?.sequence ?? 0) - KEPT_RECEIPTS)",
    replace: "head?.sequence ?? 0",
  },
];

const ON_THE_WAY_UP: readonly Mutant[] = [
  {
    name: "a 401 drops what was to be sent",
    file: "till/sync/push-exchange.ts",
    find: "if (answer.status !== 200) return refusalOf(answer, batch.length);",
    replace: `if (answer.status === 401) {
    await core.ports.store.log.write(async (log) => {
      for (const { envelope } of batch) await log.delete("outbox", [terminalId, envelope.sequence]);
    });
  }
  if (answer.status !== 200) return refusalOf(answer, batch.length);`,
  },
  {
    name: "what a restored server forgot is not sent again",
    file: "till/sync/push-exchange.ts",
    find: `return Math.min(
    receivedThrough,
    serverThrough ?? receivedThrough,
    resentThrough ?? receivedThrough,
  );`,
    replace: "return receivedThrough;",
  },
  {
    name: "no grace for the lease of a lost answer",
    file: "core/sync/lease.ts",
    find: 'if (presented === terminal.previousLeaseToken) return "lost_answer";',
    replace: 'if (presented === terminal.previousLeaseToken) return "stale";',
  },
  {
    name: "a late request takes the lease away",
    file: "core/sync/receive-batch.ts",
    find: "if (leaseToken !== null && isLate) return leaseToken;",
    replace: "",
  },
  {
    name: "repeated events are told apart by their place alone",
    file: "core/sync/store-batch.ts",
    find: "(envelope) => hashes.get(envelope.sequence) !== envelope.hash,",
    replace: "() => false,",
  },
  {
    name: "the received cursor jumps over a gap",
    file: "core/sync/received-ranges.ts",
    find: "if (first > sequence + 1) break;",
    replace: "if (first < 0) break;",
  },
];

const IN_THE_BOOKS: readonly Mutant[] = [
  {
    name: "the cursor moves without its rows",
    file: "core/sync/apply-waiting.ts",
    find: "await bookAll(store, terminal, booked, env);\n  await store.moveCursor",
    replace:
      "await bookAll(store, terminal, booked, env).catch(() => undefined);\n  await store.moveCursor",
  },
  {
    name: "a poison event blocks the queue",
    file: "core/sync/decide-event.ts",
    find: 'if (error.code === "event_type_unknown") return { kind: "wait", event };',
    replace: 'return { kind: "wait", event };',
  },
  {
    name: "an unknown type is set aside instead of waiting",
    file: "core/sync/decide-event.ts",
    find: 'if (error.code === "event_type_unknown") return { kind: "wait", event };',
    replace: "",
  },
  {
    name: "suspense is not posted",
    file: "core/sync/decide-event.ts",
    find: "projection: projectSuspense(event.envelope, place), aside }",
    replace: "projection: EMPTY_PROJECTION, aside }",
  },
  {
    name: "what came after its gap was closed is not booked",
    file: "core/sync/apply-waiting.ts",
    find: "if (closedGaps.length > 0 && !(await applyLate(",
    replace: "if (closedGaps.length < 0 && !(await applyLate(",
  },
  {
    name: "money in floating point",
    file: "core/ledger/post-sale.ts",
    find: "books.add(ACCOUNTS.taxPayable, document.currency, -document.taxMinor);",
    replace:
      "books.add(ACCOUNTS.taxPayable, document.currency, -(document.taxMinor * 0.1 + document.taxMinor * 0.2) / 0.3);",
  },
  {
    name: "a total of another sale",
    file: "core/sale/project-sale.ts",
    find: "paidMinor: document.paidMinor,",
    replace: "paidMinor: Math.abs(document.paidMinor),",
  },
];

const ON_THE_WAY_DOWN: readonly Mutant[] = [
  {
    name: "tombstones are skipped",
    file: "till/sync/apply-changes.ts",
    find: "if (change.body === null) withdrawnIds.push(change.id);",
    replace: "if (change.body === null) continue;",
  },
  {
    name: "the mark is written ahead of its rows",
    file: "till/catalog/catalog-cache.ts",
    find: "database.write((transaction) => writeCache(transaction, write)),",
    replace: `database
        .write((transaction) => transaction.put("tables", "mark", write.mark))
        .then(() => database.write((transaction) => writeCache(transaction, write))),`,
  },
  {
    name: "a cache that is replaced loses its stock",
    file: "till/sync/apply-changes.ts",
    find: "isReplacement ? core.state() : merged",
    replace: "merged",
  },
];

export const MUTANTS: readonly Mutant[] = [
  ...ON_THE_DISK,
  ...ON_THE_WAY_UP,
  ...IN_THE_BOOKS,
  ...ON_THE_WAY_DOWN,
];
