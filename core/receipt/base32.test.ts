import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeBase32, encodeBase32 } from "./base32";

it("reads back every run of bytes, and writes it as RFC 4648 does", () => {
  expect(encodeBase32(new TextEncoder().encode("foobar"))).toBe("MZXW6YTBOI");
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect(decodeBase32(encodeBase32(bytes))).toEqual(bytes);
    }),
    { seed: 20261121 },
  );
});

it("gives bytes one text and no other", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z2-7]{0,20}$/), (text) => {
      const bytes = decodeBase32(text);
      if (bytes !== null) expect(encodeBase32(bytes)).toBe(text);
    }),
    { seed: 20261121 },
  );
  for (const text of ["A", "AAA", "a", "MZ======", "M1", "MZ "]) {
    expect(decodeBase32(text)).toBeNull();
  }
});
