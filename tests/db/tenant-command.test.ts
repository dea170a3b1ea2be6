import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listChanges } from "../../server/till-sync/list-changes";
import { newTenant, type TestTenant } from "../factories/new-tenant";
import { newTerminal } from "../factories/new-terminal";
import { closeTestRuntime } from "../factories/test-runtime";
import { testDatabase } from "../setup/test-database";

const run = promisify(execFile);

let tenant: TestTenant;
let dataDir: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "kaunta-tenant-command-"));
  tenant = await newTenant();
});
/** Each command is a process of its own, and a busy machine starts it slowly. */
const WITHIN_MS = 60_000;

afterAll(async () => {
  rmSync(dataDir, { recursive: true, force: true });
  await closeTestRuntime();
});

async function command(...args: readonly string[]) {
  const { adminUrl, appUrl } = await testDatabase();
  const env = {
    NODE_ENV: "test" as const,
    DATA_DIR: dataDir,
    DATABASE_URL: appUrl,
    DATABASE_ADMIN_URL: adminUrl,
    AUTH_SECRET: tenant.runtime.authSecret,
  };
  return run(process.execPath, ["--import", "tsx", "scripts/tenant.ts", ...args], { env });
}

test(
  "restored makes the tills of one business fetch everything again",
  async () => {
    const other = await newTenant();
    const [mine, theirs] = [await newTerminal(tenant), await newTerminal(other)];
    const pull = (terminal: typeof mine, token?: string) =>
      listChanges(terminal.context, token === undefined ? {} : { token });
    const tokens = { mine: (await pull(mine)).token, theirs: (await pull(theirs)).token };

    const { stdout } = await command("restored", tenant.code);
    expect(stdout).toContain(tenant.code);
    expect((await pull(mine, tokens.mine)).restart).toBe(true);
    expect((await pull(theirs, tokens.theirs)).restart).toBe(false);
  },
  WITHIN_MS,
);

test(
  "says what it needs, and that nobody has the code",
  async () => {
    expect((await command("--help")).stdout).toContain("restored CODE");
    await expect(command("restored")).rejects.toThrow("needs the CODE");
    await expect(command("restored", "nobody-has-this")).rejects.toThrow("There is no business");
  },
  WITHIN_MS,
);
