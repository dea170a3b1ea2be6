import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

/** Fails when db/schema says something that no migration does. */
const folder = mkdtempSync(join(tmpdir(), "kaunta-migrations-"));
cpSync("db/migrations", folder, { recursive: true });
const before = readdirSync(folder).length;
const { status, stdout, stderr } = spawnSync(
  join("node_modules", ".bin", "drizzle-kit"),
  [
    "generate",
    "--dialect=postgresql",
    "--schema=./db/schema/*.ts",
    `--out=${relative(process.cwd(), folder)}`,
  ],
  { encoding: "utf8" },
);
const after = readdirSync(folder).length;
rmSync(folder, { recursive: true, force: true });
if (status !== 0 || after !== before) {
  console.error(stdout, stderr);
  console.error("db/schema has changed without a migration; run npm run db:generate.");
  process.exitCode = 1;
}
