import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    walkedFile: string;
  }
}

/** A line that a walk leaves: what it went to, one by one. */
export type WalkedLine = { readonly kind: string; readonly names: readonly string[] };

/** At the end of a run that walked, one line says what was walked between two tenants. */
export function setup(project: TestProject): () => void {
  const file = join(tmpdir(), `kaunta-walked-${process.pid}`);
  rmSync(file, { force: true });
  project.provide("walkedFile", file);
  return () => {
    if (!existsSync(file)) return;
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    console.info(tellWalked(lines.map((line) => JSON.parse(line))));
    rmSync(file);
  };
}

/** Each thing once, whatever the number of walks that came by it. */
export function tellWalked(lines: readonly WalkedLine[]): string {
  const kinds = new Map<string, Set<string>>();
  for (const { kind, names } of lines) {
    kinds.set(kind, new Set([...(kinds.get(kind) ?? []), ...names]));
  }
  const sizes = [...kinds].map(([kind, names]) => ({ kind, size: names.size }));
  const parts = sizes.map(({ kind, size }) => `${size} ${kind}`).sort(compareKinds);
  const total = sizes.reduce((sum, { size }) => sum + size, 0);
  return `canary walk: ${parts.join(", ")}; ${total} in all`;
}

const compareKinds = (one: string, other: string) =>
  other.localeCompare(one, "en", { numeric: true });
