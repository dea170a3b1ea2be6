import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, computeSha256By, portableSha256, sha256Hex } from "./canonical";

const SEED = 4_021;
const RUNS = 500;

describe("the canonical text", () => {
  it("[EV1] is that of another implementation, whatever the value", () => {
    const values = fc.jsonValue({ maxDepth: 4 });
    fc.assert(
      fc.property(values, (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it.each([
    [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
    [
      { "10": 1, "9": 2, é: 3, "\u{1F600}": 4, "\uFB33": 5 },
      '{"10":1,"9":2,"é":3,"\u{1F600}":4,"\uFB33":5}',
    ],
    [{ "a,b": 1, a: 2, b: 3 }, '{"a":2,"a,b":1,"b":3}'],
    [[-0, 1e21, 0.000001, 333333333.3333333], "[0,1e+21,0.000001,333333333.3333333]"],
    [{ kept: null, left: undefined }, '{"kept":null}'],
    ["\ud800\u0007", '"\\ud800\\u0007"'],
    [JSON.parse('{"__proto__":{"b":1,"a":2}}'), '{"__proto__":{"a":2,"b":1}}'],
  ])("[EV1] of %j is %s", (value, text) => {
    expect(canonicalJson(value)).toBe(text);
    expect(canonicalJson(value)).toBe(canonicalize(value));
  });

  it.each([[undefined], [Number.NaN], [{ amount: Number.POSITIVE_INFINITY }]])(
    "[EV1] there is none of %s",
    (value) => {
      expect(() => canonicalJson(value)).toThrow();
    },
  );
});

describe("the hash", () => {
  const platform = (headHex: string, text: string) =>
    createHash("sha256").update(headHex, "hex").update(text, "utf8").digest("hex");

  it("[EV2] is the same by whatever means it is computed", () => {
    const heads = fc
      .uint8Array({ maxLength: 40 })
      .map((bytes) => Buffer.from(bytes).toString("hex"));
    fc.assert(
      fc.property(heads, fc.string({ unit: "binary", maxLength: 300 }), (head, text) => {
        expect(platform(head, text)).toBe(portableSha256(head, text));
      }),
      { seed: SEED, numRuns: RUNS },
    );
    expect(platform("", "\ud800")).toBe(portableSha256("", "\ud800"));
    const portable = sha256Hex("a sale");
    computeSha256By(platform);
    expect(sha256Hex("a sale")).toBe(portable);
    computeSha256By(portableSha256);
  });
});
