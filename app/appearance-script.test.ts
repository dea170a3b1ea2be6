import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { APPEARANCE_INTEGRITY } from "./appearance-script";

test("the hash of the appearance script is that of its file", () => {
  const file = readFileSync(new URL("../public/appearance.js", import.meta.url));
  const hash = createHash("sha256").update(file).digest("base64");
  expect(APPEARANCE_INTEGRITY).toBe(`sha256-${hash}`);
});
