import { describe, expect, it } from "vitest";
import { genesisHash, isSealIntact } from "../core/sync/envelope";
import {
  changesResponseSchema,
  pushRequestSchema,
  pushResponseSchema,
} from "../core/sync/protocol-v1";
import { parseSyncToken } from "../server/till-sync/sync-token";
import {
  decideReleased,
  RELEASES,
  type ReleasedSync,
  readJson,
  readReleased,
} from "./golden/released-events";

describe.each(RELEASES)("what terminals of %s say", (version) => {
  const log = readReleased(version);
  const sync = readJson("sync", `${version}.json`) as ReleasedSync;

  it("[EV2] is sealed as it was, from the certificate on", () => {
    let hash = genesisHash(log.certificate);
    for (const { file, event } of log.entries) {
      expect([file, isSealIntact(event), event.prevHash]).toEqual([file, true, hash]);
      hash = event.hash;
    }
  });

  it("[EV5] holds every kind of event that the release knew", () => {
    const types = new Set(log.entries.map(({ event }) => event.type));
    expect(sync.types.filter((type) => !types.has(type))).toEqual([]);
  });

  it.each(decideReleased(log).map(({ file, books }) => [file, books] as const))(
    "[SA5] means what it meant: %s",
    (file, books) => {
      expect(books).toEqual(readJson("books", version, file));
      expect(books).toMatchObject({ aside: null });
    },
  );

  it("is taken as the same request, and goes on from the same place", () => {
    expect(pushRequestSchema.parse(sync.pushRequest)).toEqual(sync.pushRequest);
    const stated = JSON.parse(Buffer.from(sync.token, "base64url").toString("utf8"));
    expect(parseSyncToken(sync.token)).toMatchObject(stated);
  });
});

describe("an answer to a terminal of 0.1.0", () => {
  it.each([
    [
      "a push",
      pushResponseSchema,
      "receivedThrough appliedThrough waiting missing quarantined conflicts refused leaseToken serverTime catalogHead minAppVersion directives",
    ],
    [
      "changes",
      changesResponseSchema,
      "token complete restart changes estimatedTotal catalogHead serverTime",
    ],
  ])("to %s has all that it had", (_name, schema, fields) => {
    const shape: Readonly<Record<string, { isOptional(): boolean }>> = schema.shape;
    const missing = fields
      .split(" ")
      .filter((field) => shape[field] === undefined || shape[field].isOptional());
    expect(missing).toEqual([]);
  });
});
