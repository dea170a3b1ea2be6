import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { decideReleased, RELEASES, readReleased } from "./released-events";

/*
 * Writes what today's machine makes of released events, for those that have no record of it yet:
 *
 *   npx tsx tests/golden/record-books.ts
 */
for (const version of RELEASES) {
  for (const { file, books } of decideReleased(readReleased(version))) {
    const path = join(import.meta.dirname, "books", version, file);
    if (existsSync(path)) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify(books, null, 2)}\n`);
    console.log(path);
  }
}
