import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cruiseImports, type Violation } from "../scripts/architecture/cruise-imports";

const ROOT = join(import.meta.dirname, "..");

/** A small tree that keeps every rule, in the shape of the real one. */
const CLEAN = {
  "core/money.ts": `import { z } from "zod"; export const money = z;`,
  "core/sale.ts": `import { money } from "./money"; export const sale = money;`,
  "db/client.ts": `import postgres from "postgres"; import { sale } from "../core/sale";`,
  "server/env.ts": `export const env = 1;`,
  "server/sales/record-sale.ts": `import { env } from "../env"; import { rows } from "./queries";`,
  "server/sales/queries.ts": `import { client } from "../../db/client"; export const rows = 1;`,
  "server/sales/router.ts": `import { recordSale } from "./record-sale"; export const router = 1;`,
  "server/stock/move-stock.ts": `export const moveStock = 1;`,
  "server/trpc/root.ts": `import { router } from "../sales/router"; export type AppRouter = number;`,
  "till/engine/sell.ts": `import { sale } from "../../core/sale"; export const sell = sale;`,
  "till/react/use-till.ts": `import { useState } from "react"; import { sell } from "../engine/sell";`,
  "till/service-worker.ts": `export {};`,
  "components/ui/button.tsx": `export function Button() { return <button type="button">1</button>; }`,
  "components/till/api.ts": `import type { AppRouter } from "../../server/trpc/root";`,
  "components/till/sell-screen.tsx": `import { useTill } from "../../till/react/use-till"; import { api } from "./api"; import { Button } from "../ui/button";`,
  "components/office/api.ts": `import { type AppRouter } from "../../server/trpc/root";`,
  "components/office/today.tsx": `import { api } from "./api"; import { Button } from "../ui/button"; export function Today() { return <p>1</p>; }`,
  "app/(till)/till/page.tsx": `import { SellScreen } from "../../../components/till/sell-screen";`,
  "app/(office)/office/page.tsx": `import { Today } from "../../../components/office/today"; import { env } from "../../../server/env";`,
  "tests/setup.ts": `export const setup = 1;`,
  "server/sales/record-sale.test.ts": `import { setup } from "../../tests/setup"; import { rows } from "./queries";`,
  "scripts/start.ts": `import { env } from "../server/env"; import { client } from "../db/client";`,
};

/** One forbidden import for each rule: the rule, the file, the line that is added to it. */
const BITES = [
  ["core-is-pure", "core/sale.ts", `import fs from "node:fs";`],
  ["core-is-pure", "core/sale.ts", `import type { A } from "../db/client";`],
  ["core-is-pure", "core/sale.ts", `import postgres from "postgres";`],
  ["db-knows-only-core", "db/client.ts", `import { env } from "../server/env";`],
  ["server-knows-core-and-db", "server/env.ts", `import type { S } from "../till/engine/sell";`],
  ["till-stands-alone", "till/engine/sell.ts", `import type { E } from "../../server/env";`],
  ["till-stands-alone", "till/engine/sell.ts", `export { client } from "../../db/client";`],
  ["till-has-react-in-one-folder", "till/engine/sell.ts", `import { useState } from "react";`],
  ["browser-has-no-node", "components/office/today.tsx", `import fs from "node:fs";`],
  [
    "components-hold-no-rules-of-others",
    "components/office/today.tsx",
    `const client = () => import("../../db/client");`,
  ],
  [
    "components-ask-the-server-through-their-api-file",
    "components/office/today.tsx",
    `import type { AppRouter } from "../../server/trpc/root";`,
  ],
  [
    "api-files-take-types-only",
    "components/till/api.ts",
    `import { root } from "../../server/trpc/root";`,
  ],
  [
    "api-files-take-types-only",
    "components/office/api.ts",
    `import { type AppRouter, root } from "../../server/trpc/root";`,
  ],
  [
    "api-files-name-the-router-only",
    "components/till/api.ts",
    `import type { E } from "../../server/env";`,
  ],
  [
    "till-screens-use-hooks",
    "components/till/sell-screen.tsx",
    `import { sell } from "../../till/engine/sell";`,
  ],
  [
    "only-till-screens-know-the-till",
    "components/ui/button.tsx",
    `import { useTill } from "../../till/react/use-till";`,
  ],
  [
    "office-is-not-till",
    "components/office/today.tsx",
    `import { SellScreen } from "../till/sell-screen";`,
  ],
  [
    "till-is-not-office",
    "components/till/sell-screen.tsx",
    `import type { Today } from "../office/today";`,
  ],
  ["ui-serves-everyone", "components/ui/button.tsx", `import { Today } from "../office/today";`],
  [
    "app-never-queries",
    "app/(office)/office/page.tsx",
    `import { client } from "../../../db/client";`,
  ],
  [
    "till-route-has-no-server",
    "app/(till)/till/page.tsx",
    `import type { E } from "../../../server/env";`,
  ],
  [
    "only-till-route-knows-the-till",
    "app/(office)/office/page.tsx",
    `import { useTill } from "../../../till/react/use-till";`,
  ],
  [
    "till-route-uses-hooks-and-screens",
    "app/(till)/till/page.tsx",
    `import { sell } from "../../../till/engine/sell";`,
  ],
  [
    "features-keep-their-queries",
    "server/stock/move-stock.ts",
    `import { rows } from "../sales/queries";`,
  ],
  [
    "routers-are-listed-once",
    "server/stock/move-stock.ts",
    `import { router } from "../sales/router";`,
  ],
  ["tests-are-for-tests", "server/env.ts", `import { setup } from "../tests/setup";`],
  ["scripts-are-the-outermost", "server/env.ts", `import { start } from "../scripts/start";`],
  ["no-ring", "core/money.ts", `import type { Sale } from "./sale";`],
  [
    "till-bundle-has-no-server",
    "till/react/use-till.ts",
    `import { env } from "../../server/env";`,
  ],
  [
    "office-bundle-has-no-till",
    "components/ui/button.tsx",
    `import { sell } from "../../till/engine/sell";`,
  ],
] as const;

describe("imports", () => {
  test("keep the rules of .dependency-cruiser.cjs", async () => {
    expect(await cruiseImports(ROOT)).toEqual([]);
  }, 60_000);

  test("of a clean small tree are all allowed", async () => {
    expect(await cruiseFixture(CLEAN)).toEqual([]);
  });

  test("are forbidden by rules that are each tried here", () => {
    const config = createRequire(import.meta.url)("../.dependency-cruiser.cjs") as Record<
      string,
      { forbidden: { name: string }[] }
    >;
    const rules = Object.values(config).flatMap(({ forbidden }) =>
      forbidden.map(({ name }) => name),
    );
    expect([...new Set(BITES.map(([rule]) => rule))].sort()).toEqual(rules.sort());
  });

  test.each(BITES)("%s bites in %s: %s", async (rule, path, line) => {
    const found = await cruiseFixture({ ...CLEAN, [path]: `${CLEAN[path]}\n${line}\n` });
    expect(found.map((violation) => violation.rule)).toContain(rule);
  });
});

let workspace = "";

beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), "kaunta-fixture-"));
});

afterAll(() => rmSync(workspace, { recursive: true, force: true }));

async function cruiseFixture(files: Record<string, string>): Promise<Violation[]> {
  const root = mkdtempSync(join(workspace, "tree-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  return cruiseImports(root);
}
