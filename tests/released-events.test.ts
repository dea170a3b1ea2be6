import { describe, expect, it } from "vitest";
import { rebuildSale } from "../core/sale/rebuild-sale";
import type { SaleRecovered } from "../core/sale/sale-recovered";
import { genesisHash, isSealIntact } from "../core/sync/envelope";
import {
  changesResponseSchema,
  pushRequestSchema,
  pushResponseSchema,
} from "../core/sync/protocol-v1";
import type { TaxGroup } from "../core/tax/tax-group";
import packageJson from "../package.json" with { type: "json" };
import { parseSyncToken } from "../server/till-sync/sync-token";
import { proveCode } from "../till/engine/receipt-codes";
import { APP_VERSION } from "../till/react/app-version";
import { browserSigner } from "../till/react/browser-signer";
import {
  decideReleased,
  LOGS,
  RELEASES,
  readJson,
  readReleased,
  readSync,
} from "./golden/released-events";

describe("the version", () => {
  it("is the same one everywhere, and what its terminals say is recorded", () => {
    expect(APP_VERSION).toBe(packageJson.version);
    expect(RELEASES).toContain(packageJson.version);
  });
});

describe.each(LOGS)("what a terminal of %s says", (name) => {
  const log = readReleased(name);

  it("[EV2] is sealed as it was, from the certificate on", () => {
    let hash = genesisHash(log.certificate);
    for (const { file, event } of log.entries) {
      expect([file, isSealIntact(event), event.prevHash]).toEqual([file, true, hash]);
      hash = event.hash;
    }
  });

  it.each(decideReleased(log).map(({ file, books }) => [file, books] as const))(
    "[SA5] means what it meant: %s",
    (file, books) => {
      expect(books).toEqual(readJson("books", name, file));
      expect(books).toMatchObject({ aside: null });
    },
  );
});

describe.each(RELEASES)("of %s", (version) => {
  const sync = readSync(version);

  it("[EV5] every kind of event that it knew is recorded", () => {
    const logs = LOGS.filter((name) => name.startsWith(version)).map(readReleased);
    const types = new Set(logs.flatMap(({ entries }) => entries.map(({ event }) => event.type)));
    expect(sync.types.filter((type) => !types.has(type))).toEqual([]);
  });

  it("a push is taken as the same request, and a token goes on from the same place", () => {
    expect(pushRequestSchema.parse(sync.pushRequest)).toEqual(sync.pushRequest);
    const stated = JSON.parse(Buffer.from(sync.token, "base64url").toString("utf8"));
    expect(parseSyncToken(sync.token)).toMatchObject(stated);
  });
});

const SIGNING = RELEASES.filter((version) => readSync(version).receiptKey !== undefined);

describe.each(SIGNING)("a receipt that a till of %s printed", (version) => {
  const { receiptKey = null } = readSync(version);
  const recovered = readReleased(version).entries.flatMap(({ event }) =>
    event.type === "SALE_RECOVERED" ? [event.payload as SaleRecovered] : [],
  );

  it("[RC9] is proved by the same key, and [RC12] tells the same sale", async () => {
    const signer = browserSigner(globalThis.crypto);
    expect(recovered).toHaveLength(1);
    for (const { code, terminalId: id, terminalCode, sequence, hash, sale } of recovered) {
      const key = { id, code: terminalCode, publicKey: receiptKey };
      const keys = [{ ...key, registerName: "Till 2", storeId: null, status: "retired" }];
      const genuine = signer && (await proveCode(signer, keys, code));
      expect(genuine?.sale).toMatchObject({ terminalCode, sequence, hash });
      const [payment] = sale.payments;
      const rebuilt =
        genuine &&
        rebuildSale(genuine.sale, {
          findProduct: () => ({ sku: "BREAD", name: "Bread" }),
          taxGroups: sale.taxGroups as readonly TaxGroup[],
          newId: () => payment?.paymentId ?? "",
        });
      expect(rebuilt).toEqual(sale);
    }
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
