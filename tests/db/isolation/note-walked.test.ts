import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { tellWalked } from "../../setup/tell-walked";
import { noteWalked, WALKED_KINDS } from "./note-walked";

test("every kind of thing is counted by the walk that goes to it", () => {
  const folder = "tests/db/isolation";
  const walks = readdirSync(folder)
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => readFileSync(`${folder}/${file}`, "utf8"));
  const counted = WALKED_KINDS.filter((kind) =>
    walks.some(
      (source) =>
        source.includes(`noteWalked(\n    "${kind}"`) || source.includes(`noteWalked("${kind}"`),
    ),
  );
  expect(counted).toEqual(WALKED_KINDS);
});

test("a walk that found nothing to go to has not walked", () => {
  expect(() => noteWalked("jobs", [])).toThrow("nothing was walked");
});

test("one line tells how many there were, each once", () => {
  const lines = [
    { kind: "jobs", names: ["send_mails", "prune"] },
    { kind: "procedures", names: ["sales.get", "sales.list", "session.me"] },
    { kind: "jobs", names: ["prune"] },
  ];
  expect(tellWalked(lines)).toBe("canary walk: 3 procedures, 2 jobs; 5 in all");
});
