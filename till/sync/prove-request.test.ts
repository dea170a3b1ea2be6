import { beforeEach, expect, test } from "vitest";
import { minor } from "../../core/money/minor";
import { decodeBase32 } from "../../core/receipt/base32";
import { sha256Hex } from "../../core/sync/canonical";
import { parseProof, proofText } from "../../core/sync/device-proof";
import { type Instant, instant } from "../../core/time";
import type { TillEngine } from "../engine/create-till-engine";
import type { TillPorts, TransportRequest } from "../engine/ports";
import { browserSigner } from "../react/browser-signer";
import { CASHIER_ID, FLOUR, TERMINAL_ID } from "../testing/fake-shop";
import { settle } from "../testing/fake-world";
import { createTestShop, openTill, type TestShop } from "../testing/test-till";

const signer = browserSigner(crypto);
const SERVER_TIME = instant(Date.UTC(2026, 3, 30, 6, 0));
const RIGHT_WITHIN_MS = 10 * 60_000;

let shop: TestShop;

beforeEach(() => {
  shop = createTestShop();
});

function publicKey(): Uint8Array {
  const asked = shop.server.requests.find(({ path }) => path.endsWith("/enrol-by-code"));
  const body = asked?.body as { publicKey?: string } | undefined;
  return decodeBase32(body?.publicKey ?? "") ?? new Uint8Array();
}

async function provedAt({ method, path, body, proof }: TransportRequest): Promise<Instant | null> {
  const parsed = parseProof(proof ?? "");
  if (!parsed || !signer) return null;
  const bodySha256 = sha256Hex(body === undefined ? "" : JSON.stringify(body));
  const text = proofText({ method, path, at: parsed.at, bodySha256, terminalId: TERMINAL_ID });
  const signature = new Uint8Array(Buffer.from(parsed.signature, "base64url"));
  return (await signer.verify(publicKey(), text, signature)) ? parsed.at : null;
}

/** A server that takes no request without a good proof, as it does after the first one. */
const strict: TillPorts["transport"] = async (request) => {
  if (request.token === null) return shop.server.transport(request);
  const at = await provedAt(request);
  if (at !== null && Math.abs(at - SERVER_TIME) <= RIGHT_WITHIN_MS) {
    return shop.server.transport(request);
  }
  shop.server.requests.push(request);
  const details = { serverTime: new Date(SERVER_TIME).toISOString() };
  return { status: 401, body: { code: "device_proof_required", details }, retryAfterMs: null };
};

/** Real keys take real turns of this process, however the till's own time stands. */
async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200 && !isSo(); turn += 1) await shop.world.advance(500);
  expect(isSo()).toBe(true);
}

const hasSale = () => [...shop.server.inbox.values()].some(({ type }) => type === "SALE");

async function openProving(change: Partial<TillPorts> = {}): Promise<TillEngine> {
  const till = openTill(shop, { signer, transport: strict, ...change });
  await till.start();
  if (till.getSnapshot().till.status === "not_enrolled") {
    await till.commands.enrolByCode({ code: "7K2MX9QF4T" });
  }
  await until(() => till.search({ text: "", categoryId: null }).products.length > 0);
  await till.commands.unlock({ staffId: CASHIER_ID, pin: "1111" });
  if (till.getSnapshot().till.status === "shift_closed") {
    await till.commands.openShift({ floatMinor: minor(0) });
  }
  await settle();
  return till;
}

test("[TD6] each request of a till is proved by the key of its enrolment", async () => {
  const till = await openProving();
  till.commands.addProduct({ productId: FLOUR.id });
  await till.commands.takePayment({ method: "cash" });
  await until(hasSale);
  const told = shop.server.requests.filter(({ token }) => token !== null);
  expect(told.map(({ path }) => path.split("?")[0])).toEqual(
    expect.arrayContaining(["/api/v1/sync/events", "/api/v1/sync/changes"]),
  );
  for (const request of told) expect(await provedAt(request)).not.toBeNull();
  await till.stop();
});

test("[TD6] a clock that is years off is corrected by one refusal, and nothing waits for it", async () => {
  shop.world.setClock(instant(Date.UTC(2031, 0, 1)));
  const till = await openProving();
  till.commands.addProduct({ productId: FLOUR.id });
  await till.commands.takePayment({ method: "cash" });
  await until(hasSale);
  expect(till.getSnapshot().sync.attention).toBeNull();
  await till.stop();
});

test("[TD6] a till that lost its key sells on, and keeps and saves what the server does not take", async () => {
  await (await openProving()).stop();
  const till = await openProving({ signer: undefined });
  till.commands.addProduct({ productId: FLOUR.id });
  await till.commands.takePayment({ method: "cash" });
  await shop.world.advance(30_000);
  const { sync } = till.getSnapshot();
  expect(sync).toMatchObject({ attention: "relink", waitingCount: 1 });
  const file = await till.commands.exportUnsent();
  expect(file.text).toContain('"SALE"');
  await till.stop();
});
