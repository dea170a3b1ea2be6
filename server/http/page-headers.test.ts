import { describe, expect, test } from "vitest";
import {
  inlineScriptHashes,
  isInternalHeader,
  pagePolicy,
  scriptHash,
  transportHeaders,
} from "./page-headers";

function directives(policy: string): Map<string, string> {
  return new Map(
    policy.split("; ").map((part) => {
      const [name = "", ...sources] = part.split(" ");
      return [name, sources.join(" ")];
    }),
  );
}

describe("the policy of a page", () => {
  const hashes = [scriptHash("one()")];

  test("runs what carries the nonce and what that loads", () => {
    const policy = directives(pagePolicy({ nonce: "abc", hashes }, { isDevelopment: false }));
    expect(policy.get("script-src")).toBe(`'nonce-abc' 'strict-dynamic' '${hashes[0]}'`);
  });

  test("of a kept page runs our files and the inline scripts that it was built with", () => {
    const policy = directives(pagePolicy({ nonce: null, hashes }, { isDevelopment: false }));
    expect(policy.get("script-src")).toBe(`'self' '${hashes[0]}'`);
  });

  test("lets no script be evaluated or written in, no plug-in, base, frame or foreign form", () => {
    for (const scripts of [
      { nonce: "abc", hashes },
      { nonce: null, hashes },
    ] as const) {
      const policy = directives(pagePolicy(scripts, { isDevelopment: false }));
      expect(policy.get("script-src")).not.toContain("unsafe");
      expect(policy.get("default-src")).toBe("'none'");
      expect(policy.get("object-src")).toBe("'none'");
      expect(policy.get("base-uri")).toBe("'none'");
      expect(policy.get("frame-ancestors")).toBe("'none'");
      expect(policy.get("form-action")).toBe("'self'");
      expect(policy.get("connect-src")).toBe("'self'");
    }
  });
});

test("the inline scripts of a page are found, files are not", () => {
  const html =
    '<script src="/a.js" async=""></script><script>one()</script><script id="x">two(\n)</script><script>one()</script>';
  expect(inlineScriptHashes(html)).toEqual([scriptHash("one()"), scriptHash("two(\n)")]);
  expect(scriptHash("")).toBe("sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
});

test("only a deployment over https promises it", () => {
  expect(transportHeaders("http://localhost:3000")).toEqual({});
  expect(transportHeaders("https://shop.example")).toEqual({
    "strict-transport-security": "max-age=31536000",
  });
});

test.each([
  ["x-middleware-subrequest", true],
  ["x-middleware-next", true],
  ["x-middleware-rewrite", true],
  ["x-nextjs-data", true],
  ["x-next-resume-state-length", true],
  ["x-invoke-path", true],
  ["x-matched-path", true],
  ["x-now-route-matches", true],
  ["x-forwarded-for", false],
  ["next-router-state-tree", false],
  ["cookie", false],
])("%s is internal: %s", (name, isInternal) => {
  expect(isInternalHeader(name)).toBe(isInternal);
});
