import { afterAll, describe, expect, it } from "vitest";
import { createRegister } from "../../server/stores/create-register";
import { listChanges } from "../../server/till-sync/list-changes";
import { newTenant, type TestTenant } from "../factories/new-tenant";
import { newTerminal } from "../factories/new-terminal";
import { testContext } from "../factories/test-context";
import { closeTestRuntime } from "../factories/test-runtime";
import type { Chance } from "../simulation/chance";
import { drawFaults, type Fault, type Faults } from "../simulation/faults";
import { createModelSimServer } from "../simulation/model-sim-server";
import type { StreamWrite } from "../simulation/model-streams";
import { tradeAndHeal } from "../simulation/run-seed";
import { liveServer } from "../simulation/server-life";
import type { Shop } from "../simulation/shop";
import type { Ledger } from "../simulation/sim-server";
import { createWorld, type World, type WorldTerms } from "../simulation/world";
import { createPostgresServer } from "./simulation-server";

/** As many tills as a run may have. */
const REGISTERS_MAX = 4;
const SEEDS = Array.from({ length: 20 }, (_, index) => 1 + index);

afterAll(closeTestRuntime);

/** What happens around a server; what happens inside one is proved on the model alone. */
const AROUND: readonly Fault[] = [
  "server.401",
  "server.413",
  "server.426",
  "server.429",
  "server.500",
  "data.poison",
];

function drawFaultsAround(chance: Chance): Faults {
  const faults = drawFaults(chance);
  const isAround = (fault: Fault) => AROUND.includes(fault) || /^(net|client|clock)[.]/.test(fault);
  return {
    ...faults,
    strikes: (fault, kind) => isAround(fault) && faults.strikes(fault, kind),
    knows: (fault) => isAround(fault) && faults.knows(fault),
  };
}

const NOTHING = {
  backUp: () => undefined,
  restore: () => false,
  changePrice: () => undefined,
  deleteProduct: () => undefined,
  holdWriter: () => undefined,
  hasGap: () => false,
  closeGap: async () => undefined,
};

async function shopOf(tenant: TestTenant): Promise<{ shop: Shop; rows: readonly StreamWrite[] }> {
  const { context } = await newTerminal(tenant);
  const system = testContext(tenant, "system");
  const [store] = tenant.stores;
  while (store.registers.length < REGISTERS_MAX) {
    store.registers.push(await createRegister(system, { storeId: store.id }));
  }
  const { changes } = await listChanges(context, { limit: 5_000, version: 100 });
  const { supervisor, cashier } = tenant.users;
  return {
    shop: {
      tenantId: tenant.tenantId,
      storeId: tenant.stores[0].id,
      timezone: "Africa/Nairobi",
      dayEndsAtMinutes: 0,
      cashiers: [cashier, supervisor].map(({ id }) => ({ staffId: id, pin: tenant.pin })),
      products: tenant.products.map(({ id, unit }) => ({ id, isWeighed: unit === "kg" })),
    },
    rows: changes.map(({ entity, id, body }) => ({ entity, id, body })),
  };
}

function registersOf(tenant: TestTenant, count: number): readonly string[] {
  return tenant.stores[0].registers.slice(0, count).map(({ id }) => id);
}

type Came = { readonly world: World; readonly ledger: Ledger };

async function run(terms: Omit<WorldTerms, "trace" | "faults">): Promise<Came> {
  const world = createWorld({ ...terms, trace: null, faults: drawFaultsAround });
  await tradeAndHeal(world, () => liveServer(world, NOTHING));
  return { world, ledger: await world.server.readLedger() };
}

/** A ledger without the names that each server gave to its terminals. */
function plain({ world, ledger }: Came) {
  const places = world.witness.enrolled;
  const nameOf = (terminalId: string) => `terminal ${places.indexOf(terminalId)}`;
  const placeOf = (text: string) => text.replace(/^[0-9a-f-]{36}/, nameOf);
  return {
    acknowledged: world.witness.acknowledged.map((sale) => ({
      device: sale.device,
      terminal: nameOf(sale.terminalId),
      sequence: sale.sequence,
      saleId: sale.saleId,
      totalMinor: sale.totalMinor,
    })),
    violations: world.witness.violations,
    sales: ledger.sales
      .map(({ terminalId, ...sale }) => ({ terminal: nameOf(terminalId), ...sale }))
      .sort((left, right) => (left.saleId < right.saleId ? -1 : 1)),
    journal: withoutZeros(ledger.journal),
    stock: withoutZeros(ledger.stock),
    cursors: Object.entries(ledger.cursors)
      .filter(([terminalId]) => places.includes(terminalId))
      .map(([terminalId, cursor]) => `${nameOf(terminalId)} ${cursor}`)
      .sort(),
    conflicts: ledger.conflicts.map((text) => placeOf(text).replace(/[^/]*$/, "")).sort(),
    quarantine: ledger.quarantine.map(placeOf).sort(),
  };
}

function withoutZeros(table: Readonly<Record<string, number>>) {
  return Object.fromEntries(Object.entries(table).filter(([, value]) => value !== 0));
}

describe("the same runs on the model and on PostgreSQL", () => {
  it.each(SEEDS)(
    "come to the same ledger: seed %i",
    async (seed) => {
      const tenant = await newTenant();
      const { shop, rows } = await shopOf(tenant);
      const opening = rows.filter(({ entity }) => !["stock", "terminal_key"].includes(entity));
      const model = await run({
        seed,
        shop,
        createServer: (terms) =>
          createModelSimServer({ ...terms, shop, isWhole: false, openingRows: opening }),
      });
      const real = await run({
        seed,
        shop,
        createServer: ({ registers, ...terms }) =>
          createPostgresServer({ ...terms, tenant, registers: registersOf(tenant, registers) }),
      });
      expect(plain(real)).toEqual(plain(model));
    },
    120_000,
  );
});
