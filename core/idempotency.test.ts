import { describe, expect, it } from "vitest";
import { answerAgain } from "./idempotency";

describe("answerAgain", () => {
  it("[ID1] answers the same request as the first time, and no other under its key", () => {
    const known = { requestSha256: "aa", answer: "sale-1" };
    expect(answerAgain(known, "aa")).toBe("sale-1");
    for (const other of [known, null]) {
      expect(() => answerAgain(other, "bb")).toThrow(
        expect.objectContaining({ code: "idempotency_conflict" }),
      );
    }
  });
});
