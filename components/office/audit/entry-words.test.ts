import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { officeAuditEn } from "../../messages/office-audit-en";
import { officeAuditSw } from "../../messages/office-audit-sw";

const SERVER = join(process.cwd(), "server");

/** Every code of an act that the server can record, as its source names them. */
function listActs(): readonly string[] {
  const files = readdirSync(SERVER, { recursive: true, encoding: "utf8" });
  const sources = files
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(SERVER, file), "utf8"))
    .filter((text) => text.includes("recordAudit"));
  const codes = sources.flatMap((text) =>
    [
      ...text.matchAll(/action:[^,}]*?"([a-z_]+[.][a-z_]+)"(?:[^,}]*?"([a-z_]+[.][a-z_]+)")?/g),
    ].flatMap(([, first, second]) => [first, second].filter((code) => code !== undefined)),
  );
  return [...new Set(codes)].sort();
}

test("every act that the server records is told in words, in both languages", () => {
  const acts = listActs();
  expect(acts.length).toBeGreaterThan(40);
  expect(acts.filter((code) => officeAuditEn.act[code] === undefined)).toEqual([]);
  expect(Object.keys(officeAuditSw.act).sort()).toEqual(Object.keys(officeAuditEn.act).sort());
});
