import { beforeEach, expect, test } from "vitest";
import { browserSigner } from "../react/browser-signer";
import { createTestShop, openTill, type TestShop } from "../testing/test-till";

const CODE = "7K2MX9QF4T";
const signer = browserSigner(crypto);
let shop: TestShop;

beforeEach(() => {
  shop = createTestShop();
});

function askedKeys(): string[] {
  return shop.server.requests
    .filter(({ path }) => path.endsWith("/enrol-by-code"))
    .map(({ body }) => (body as { publicKey?: string }).publicKey ?? "");
}

async function openFresh() {
  const till = openTill(shop, { signer });
  await till.start();
  return till;
}

test("[TD7] a device becomes a till by a code alone, and shows no credential for it", async () => {
  const till = await openFresh();
  await till.commands.enrolByCode({ code: CODE });
  expect(till.getSnapshot().till.status).not.toBe("not_enrolled");
  const [asked] = shop.server.requests;
  expect(asked).toMatchObject({ token: null, body: { code: CODE } });
  await till.stop();
});

test("[TD7] the same code goes with the same key until it was answered, over a reload too", async () => {
  shop.server.isDown = true;
  const first = await openFresh();
  const refusal = { code: "server_unreachable" };
  await expect(first.commands.enrolByCode({ code: CODE })).rejects.toMatchObject(refusal);
  await expect(first.commands.enrolByCode({ code: CODE })).rejects.toMatchObject(refusal);
  await first.stop();
  shop.server.isDown = false;
  const second = await openFresh();
  await second.commands.enrolByCode({ code: CODE });
  const [one, two, three] = askedKeys();
  expect([one, two]).toEqual([three, three]);
  await second.stop();
});

test("[TD7] another code goes with another key", async () => {
  shop.server.isDown = true;
  const till = await openFresh();
  await till.commands.enrolByCode({ code: CODE }).catch(() => undefined);
  await till.commands.enrolByCode({ code: "0000000000" }).catch(() => undefined);
  expect(new Set(askedKeys()).size).toBe(2);
  await till.stop();
});
