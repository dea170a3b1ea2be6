import { Refusal } from "../scripts/refusal";
import { benchAuth } from "./auth/bench-auth";
import { benchEngine } from "./engine/bench-engine";
import { benchSync } from "./sync/bench-sync";
import { benchTill } from "./till/bench-till";

const BENCHES: Readonly<Record<string, { says: string; run(args: string[]): Promise<void> }>> = {
  auth: {
    says: "the cost of the walls: a lookup with session, permission and row-level security beside one without",
    run: benchAuth,
  },
  engine: {
    says: "a cart of 50 lines priced again with 500 promotions in force",
    run: benchEngine,
  },
  sync: {
    says: "sales through the sync API beside plain SQL; a backlog, a hundred tills at once, first sync",
    run: benchSync,
  },
  till: {
    says: "a register in a real browser: first load, cold start, scan, search, sale, first sync",
    run: benchTill,
  },
};

const [name, ...args] = process.argv.slice(2);
if (name === undefined || name === "--help" || name === "-h") {
  const lines = Object.entries(BENCHES).map(([key, { says }]) => `  ${key.padEnd(8)}${says}`);
  console.log(`npm run bench -- NAME [options]\n\n${lines.join("\n")}`);
} else {
  const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (!bench) throw new Refusal(`There is no benchmark "${name}"; npm run bench lists them.`);
  await bench.run(args);
}
