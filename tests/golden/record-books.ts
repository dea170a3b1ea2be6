import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { decideReleased, LOGS, readReleased } from "./released-events";

/*
 * Writes what today's machine makes of released events, for those that have no record of it yet:
 *
 *   npx tsx tests/golden/record-books.ts
 */
for (const log of LOGS) {
  for (const { file, books } of decideReleased(readReleased(log))) {
    const path = join(import.meta.dirname, "books", log, file);
    if (existsSync(path)) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify(books, null, 2)}\n`);
    console.log(path);
  }
}
