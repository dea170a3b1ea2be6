import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cruise, type ICruiseOptions, type ICruiseResult } from "dependency-cruiser";
import { type SkeletonKind, writeSkeletons } from "./write-skeletons";

const FOLDERS = ["app", "bench", "components", "core", "db", "scripts", "server", "tests", "till"];

type Rules = NonNullable<ICruiseOptions["ruleSet"]>;

export type Violation = { rule: string; from: string; to: string };

/** Every import in the tree below `root` that .dependency-cruiser.cjs forbids. */
export async function cruiseImports(root: string): Promise<Violation[]> {
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
  const rules = createRequire(import.meta.url)("../../.dependency-cruiser.cjs") as Record<
    SkeletonKind,
    Rules
  >;
  const found: Violation[] = [];
  for (const kind of ["all", "values"] as const) {
    const target = mkdtempSync(join(tmpdir(), "kaunta-imports-"));
    try {
      writeSkeletons({ root, folders, target, kind });
      found.push(...(await cruiseFolder(target, folders, rules[kind])));
    } finally {
      rmSync(target, { recursive: true, force: true });
    }
  }
  return found;
}

async function cruiseFolder(
  baseDir: string,
  folders: readonly string[],
  ruleSet: Rules,
): Promise<Violation[]> {
  const { output } = await cruise(
    [...folders],
    {
      baseDir,
      ruleSet,
      validate: true,
      parser: "acorn",
      doNotFollow: { path: "node_modules" },
      moduleSystems: ["es6", "cjs"],
    },
    {
      extensions: [".ts", ".tsx", ".js", ".mjs", ".json"],
      conditionNames: ["import", "require", "node", "default"],
      exportsFields: ["exports"],
    },
  );
  const { violations } = (output as ICruiseResult).summary;
  return violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}
