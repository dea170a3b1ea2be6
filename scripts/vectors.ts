import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Refusal } from "./refusal";
import { readVectorFile } from "./vectors/read-vector-file";
import { formatVerdict, type VerdictKind } from "./vectors/verdict";

const HELP = `npm run vectors -- FILE…   runs vector files against core/

Prints a line for each vector: "pass", "fail expected … got …" or "not offered", then the counts.
Exits with 1 when any vector fails.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: "boolean", short: "h" } },
});

if (values.help) {
  console.log(HELP);
} else if (positionals.length === 0) {
  throw new Refusal("Name at least one vector file: npm run vectors -- FILE…");
} else {
  const counts: Record<VerdictKind, number> = { pass: 0, fail: 0, not_offered: 0 };
  for (const name of positionals) {
    for (const { id, run } of readVectorFile(name, await readText(name))) {
      const verdict = run();
      counts[verdict.kind] += 1;
      console.log(`${id} ${formatVerdict(verdict)}`);
    }
  }
  console.log(`${counts.pass} pass, ${counts.fail} fail, ${counts.not_offered} not offered`);
  if (counts.fail > 0) process.exitCode = 1;
}

async function readText(name: string): Promise<string> {
  // npm runs scripts in the package's folder; INIT_CWD is where the command was typed.
  const path = resolve(process.env["INIT_CWD"] ?? process.cwd(), name);
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new Refusal(
      `${name} cannot be read (${error instanceof Error ? error.message : error}).`,
    );
  }
}
