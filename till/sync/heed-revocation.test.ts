import { webcrypto } from "node:crypto";
import { expect, test } from "vitest";
import { encodeBase32 } from "../../core/receipt/base32";
import { revocationText, signedRevocation } from "../../core/sync/revocation";
import { browserSigner } from "../react/browser-signer";
import { createTestShop, openSellingTill, openTill, type TestShop } from "../testing/test-till";

const OTHER_ID = "44444444-4444-4444-8444-44444444444b";
const MOMENT_MS = 30_000;

const signer = browserSigner(webcrypto as unknown as Crypto);

/** A shop whose server has a key that the till learned at its enrolment. */
async function shopWithKey() {
  if (!signer) throw new Error("Node has WebCrypto");
  const shop = createTestShop();
  const { publicKey, key } = await signer.createKey();
  Object.assign(shop.server.enrolment, { serverPublicKey: encodeBase32(publicKey) });
  const state = async (terminalId: string) =>
    signedRevocation(terminalId, await signer.sign(key, revocationText(terminalId)));
  return { shop, state };
}

/** Answer every push from now on with a statement, and let the till hear it. */
function answerWith(shop: TestShop, signedStatement: string): void {
  const { transport } = shop.server;
  Object.assign(shop.server, {
    transport: async (request: Parameters<typeof transport>[0]) => {
      const answer = await transport(request);
      const isPush = request.path === "/api/v1/sync/events";
      if (!isPush || answer.status !== 200) return answer;
      return { ...answer, body: { ...(answer.body as object), signedRevocation: signedStatement } };
    },
  });
}

test("[TP9] a till that its server revokes sells no more, after a reload too, and still sends", async () => {
  const { shop, state } = await shopWithKey();
  const { terminalId } = shop.server.enrolment.certificate;
  const till = await openSellingTill(shop, {
    signer,
    transport: (request) => shop.server.transport(request),
  });
  const window = openTill(shop, { signer, transport: (request) => shop.server.transport(request) });
  await window.start();
  shop.server.isDown = true;
  till.commands.scan("FLR-2");
  await till.commands.takePayment({ method: "cash" });
  till.commands.scan("FLR-2");
  answerWith(shop, await state(terminalId));
  shop.server.isDown = false;
  await shop.world.advance(2 * MOMENT_MS);
  const statusOf = () => till.getSnapshot().till.status;
  await expect.poll(statusOf, { timeout: 30_000 }).toBe("revoked");
  await expect(till.commands.takePayment({ method: "cash" })).rejects.toThrow();
  expect(till.commands.scan("FLR-2")).toEqual({ kind: "ignored" });
  await expect.poll(() => window.getSnapshot().till.status, { timeout: 30_000 }).toBe("revoked");
  expect(shop.server.inbox.size).toBe(2);
  await till.stop();
  const again = openTill(shop, { signer });
  await again.start();
  expect(again.getSnapshot().till).toEqual({ status: "revoked", registerName: "Till 2" });
});

test("[TP9] what is not signed by the server's key for this very terminal changes nothing", async () => {
  const { shop, state } = await shopWithKey();
  const { terminalId } = shop.server.enrolment.certificate;
  const forged = signedRevocation(terminalId, new Uint8Array(64));
  const altered = (await state(OTHER_ID)).replace(OTHER_ID, terminalId);
  for (const statement of ["", terminalId, forged, altered, await state(OTHER_ID)]) {
    const fresh = createTestShop();
    Object.assign(fresh.server.enrolment, shop.server.enrolment);
    answerWith(fresh, statement);
    const till = await openSellingTill(fresh, {
      signer,
      transport: (request) => fresh.server.transport(request),
    });
    await fresh.world.advance(MOMENT_MS);
    till.commands.scan("FLR-2");
    expect((await till.commands.takePayment({ method: "cash" })).totalMinor).toBe(16_500);
    await till.stop();
  }
});
