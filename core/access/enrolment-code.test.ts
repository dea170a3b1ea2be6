import fc from "fast-check";
import { expect, test } from "vitest";
import {
  ENROLMENT_CODE_BYTES,
  enrolmentCodeOf,
  formatEnrolmentCode,
  readEnrolmentCode,
} from "./enrolment-code";

const bytes = fc.uint8Array({ minLength: ENROLMENT_CODE_BYTES, maxLength: ENROLMENT_CODE_BYTES });

test("[DV1] a code is read back from what is shown, however it is typed", () => {
  fc.assert(
    fc.property(bytes, (random) => {
      const code = enrolmentCodeOf(random);
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
      const shown = formatEnrolmentCode(code);
      expect(shown).toMatch(/^.{5}-.{5}$/);
      const typed = [shown, shown.toLowerCase(), ` ${code} `, [...code].join(" ")];
      const misread = code.replaceAll("0", "o").replaceAll("1", "l");
      for (const text of [...typed, misread]) expect(readEnrolmentCode(text)).toBe(code);
    }),
    { seed: 1 },
  );
});

test("[DV1] fifty bits of chance make the code", () => {
  expect(enrolmentCodeOf(new Uint8Array(ENROLMENT_CODE_BYTES))).toBe("0000000000");
  expect(enrolmentCodeOf(new Uint8Array(ENROLMENT_CODE_BYTES).fill(255))).toBe("ZZZZZZZZZZ");
});

test.each(["", "123", "12345-6789", "12345-678901", "12345-6789U", "12345_67890"])(
  "[DV1] %j is no code",
  (text) => {
    expect(readEnrolmentCode(text)).toBeNull();
  },
);
