import { describe, expect, test } from "vitest";
import { JSON_DEPTH_MAX, JSON_ITEMS_MAX, JSON_KEYS_MAX, requireBounded } from "./json-bounds";

const nested = (depth: number) => JSON.parse(`${"[".repeat(depth)}1${"]".repeat(depth)}`);
const REFUSED = expect.objectContaining({ code: "malformed_request" });

describe("a JSON value", () => {
  test("may be as deep, as wide and as long as any message, and no more", () => {
    requireBounded(nested(JSON_DEPTH_MAX));
    expect(() => requireBounded(nested(JSON_DEPTH_MAX + 1))).toThrow(REFUSED);
    expect(() => requireBounded(nested(500_000))).toThrow(REFUSED);
    expect(() => requireBounded({ list: new Array(JSON_ITEMS_MAX + 1).fill(0) })).toThrow(REFUSED);
    const wide = Object.fromEntries(
      Array.from({ length: JSON_KEYS_MAX + 1 }, (_, n) => [`k${n}`, n]),
    );
    expect(() => requireBounded([wide])).toThrow(REFUSED);
  });

  test("has no key that reaches a prototype", () => {
    expect(() => requireBounded(JSON.parse('{"a":[{"__proto__":{"isAdmin":true}}]}'))).toThrow(
      REFUSED,
    );
    requireBounded(JSON.parse('{"constructor":{"prototype":{"isAdmin":true}}}'));
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });
});
