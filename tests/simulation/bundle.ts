import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { build, type Plugin } from "esbuild";
import { Refusal } from "../../scripts/refusal";
import type { Mutant } from "./mutants";

const ROOT = join(import.meta.dirname, "..", "..");

/** One file with the product's sources in it, a mutant's change among them if one is given. */
export async function bundleWorker(outfile: string, mutant: Mutant | null): Promise<void> {
  await build({
    entryPoints: [join(import.meta.dirname, "worker.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
    // Stack traces name our files; the run itself is none the slower.
    sourcemap: mutant === null ? "inline" : false,
    plugins: mutant === null ? [] : [patch(mutant)],
  });
}

function patch(mutant: Mutant): Plugin {
  const path = join(ROOT, mutant.file);
  const patched = patchedSource(mutant);
  return {
    name: "mutant",
    setup(builder) {
      builder.onLoad({ filter: /[.]ts$/ }, (loading) =>
        loading.path === path ? { contents: patched, loader: "ts" } : undefined,
      );
    },
  };
}

/**
 * A product file with a mutant's change.
 *
 * @throws Refusal when what it changes does not stand in the file exactly once.
 */
export function patchedSource(mutant: Mutant): string {
  const path = join(ROOT, mutant.file);
  const source = readFileSync(path, "utf8");
  const parts = source.split(mutant.find);
  if (parts.length === 2) return parts.join(mutant.replace);
  const times = parts.length - 1;
  const where = relative(ROOT, path);
  throw new Refusal(`Mutant "${mutant.name}": its text stands in ${where} ${times} times.`);
}
