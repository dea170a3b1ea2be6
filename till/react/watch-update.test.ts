// @vitest-environment jsdom
import { expect, test } from "vitest";
import { CASHIER_ID } from "../testing/fake-shop";
import { settle } from "../testing/fake-world";
import { createTestShop, openSellingTill } from "../testing/test-till";
import { watchUpdate } from "./watch-update";

/** A browser in which a new version lies waiting. */
function containerWithUpdate() {
  const messages: unknown[] = [];
  const registration = Object.assign(new EventTarget(), {
    waiting: { postMessage: (message: unknown) => messages.push(message) },
    installing: null,
  });
  const container = Object.assign(new EventTarget(), {
    ready: Promise.resolve(registration),
    controller: {},
  });
  return { container: container as unknown as ServiceWorkerContainer, messages };
}

test("[TW2] a new version waits while somebody sells and takes over once when the till is left", async () => {
  const till = await openSellingTill(createTestShop());
  const { container, messages } = containerWithUpdate();
  watchUpdate(till, container);
  await settle();
  till.commands.scan("FLR-2");
  till.commands.lock();
  expect(messages).toEqual([]);
  await till.commands.unlock({ staffId: CASHIER_ID, pin: "1111" });
  till.commands.clearCart();
  expect(messages).toEqual([]);
  till.commands.lock();
  till.commands.lock();
  expect(messages).toEqual([{ type: "SKIP_WAITING" }]);
});
