import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { uuidFrom } from "../ids";
import { canonicalJson, sha256Hex } from "./canonical";
import {
  type EnvelopeDraft,
  envelopeSchema,
  formatReceiptNumber,
  formatTrainingNumber,
  genesisHash,
  hashedText,
  isSealIntact,
  sealEnvelope,
} from "./envelope";

const GENESIS = "a".repeat(64);

function draft(change: Partial<EnvelopeDraft> = {}): EnvelopeDraft {
  return {
    v: 1,
    eventId: uuidFrom("event"),
    terminalId: uuidFrom("terminal"),
    sequence: 1,
    type: "SALE",
    typeVersion: 1,
    createdAt: "2026-04-30T10:00:00.000Z",
    clock: { bootId: "b", monoMs: 5, lastServerTime: null, lastServerMonoMs: null },
    businessDate: "2026-04-30",
    shiftId: null,
    cashierId: uuidFrom("cashier"),
    catalogRev: "1",
    appVersion: "0.1.0",
    payload: { totalMinor: 1845, lines: [{ sku: "A", quantityMilli: 1000 }] },
    ...change,
  };
}

describe("canonicalJson", () => {
  it("[EV1] does not depend on the order in which properties were written", () => {
    expect(canonicalJson({ b: 1, a: { d: [1, 2], c: "é" } })).toBe(
      canonicalJson({ a: { c: "é", d: [1, 2] }, b: 1 }),
    );
  });

  it("[EV1] gives the same bytes again after a trip over the wire", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
      { seed: 20260430, numRuns: 300 },
    );
  });

  it("hashes as SHA-256 does", () => {
    expect(sha256Hex("abc")).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });
});

describe("sealEnvelope", () => {
  it("[EV2] seals the same draft behind the same predecessor to the same hash", () => {
    expect(sealEnvelope(draft(), GENESIS)).toEqual(sealEnvelope(draft(), GENESIS));
    expect(sealEnvelope(draft(), GENESIS).hash).not.toBe(
      sealEnvelope(draft(), "b".repeat(64)).hash,
    );
  });

  it("[EV2] is intact as sealed and after a trip over the wire", () => {
    const sealed = sealEnvelope(draft(), GENESIS);
    expect(isSealIntact(sealed)).toBe(true);
    expect(isSealIntact(envelopeSchema.parse(JSON.parse(JSON.stringify(sealed))) as never)).toBe(
      true,
    );
  });

  it.each([
    ["type", { type: "REFUND" }],
    ["typeVersion", { typeVersion: 2 }],
    ["createdAt", { createdAt: "2026-04-30T10:00:00.001Z" }],
    ["sequence", { sequence: 2 }],
    ["businessDate", { businessDate: "2026-05-01" }],
    ["payload", { payload: { totalMinor: 1846 } }],
  ])("[EV2] shows that %s was altered", (_name, change) => {
    expect(isSealIntact({ ...sealEnvelope(draft(), GENESIS), ...change })).toBe(false);
  });

  it("[EV2] covers everything but the hash and its signature", () => {
    const sealed = sealEnvelope(draft(), GENESIS);
    expect(hashedText({ ...sealed, sig: "s" })).toBe(hashedText(sealed));
    expect(Object.keys(JSON.parse(hashedText(sealed)))).toContain("prevHash");
  });
});

describe("genesisHash", () => {
  const certificate = {
    v: 1 as const,
    tenantId: uuidFrom("t"),
    storeId: uuidFrom("s"),
    registerId: uuidFrom("r"),
    terminalId: uuidFrom("m"),
    epoch: 1,
    code: "A1",
    publicKey: null,
    issuedAt: "2026-04-30T10:00:00.000Z",
  };

  it("[EV3] differs for each enrolment, so that no two logs share a first link", () => {
    expect(genesisHash(certificate)).toBe(sha256Hex(canonicalJson(certificate)));
    expect(genesisHash({ ...certificate, epoch: 2, code: "A2" })).not.toBe(
      genesisHash(certificate),
    );
  });
});

describe("formatReceiptNumber", () => {
  it("[RN2] gives training a series of its own", () => {
    expect(formatTrainingNumber("2026-04-30", "A3", 1)).toBe("2026-04-30-A3-T01");
    expect(formatTrainingNumber("2026-04-30", "A3", 100)).toBe("2026-04-30-A3-T100");
  });

  it("[RN1] names date, enrolment code and a running number of at least two digits", () => {
    expect(formatReceiptNumber("2026-04-30", "A3", 1)).toBe("2026-04-30-A3-01");
    expect(formatReceiptNumber("2026-04-30", "A3", 118)).toBe("2026-04-30-A3-118");
  });
});
