// @vitest-environment jsdom
import { act, type ReactNode, StrictMode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FLOUR } from "../testing/fake-shop";
import { createTestShop, openSellingTill } from "../testing/test-till";
import type { TillHandle } from "./till-context";
import { TillProvider } from "./till-provider";
import { useCart, useCartQuantity } from "./use-cart";
import { useCatalogSearch } from "./use-catalog";
import { useCommand } from "./use-command";
import { useTillCommands, useTillStatus } from "./use-till";

let root: Root;
let host: HTMLElement;

beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  host = document.createElement("div");
  root = createRoot(host);
});

afterEach(() => act(() => root.unmount()));

async function handleOfTestTill(): Promise<TillHandle> {
  const engine = await openSellingTill(createTestShop());
  return { engine, onScan: () => () => undefined, askToKeep: async () => undefined };
}

function show(handle: TillHandle, children: ReactNode): Promise<void> {
  return act(async () => {
    root.render(
      <StrictMode>
        <TillProvider handle={handle} fallback="loading">
          {children}
        </TillProvider>
      </StrictMode>,
    );
  });
}

const drawn = { status: 0, results: 0, otherTile: 0 };

function Status() {
  drawn.status += 1;
  return <p>{useTillStatus()}</p>;
}

function Results() {
  drawn.results += 1;
  return <p>{useCatalogSearch({ text: "" }).products.length}</p>;
}

function Tile({ productId }: { productId: string }) {
  const quantity = useCartQuantity(productId);
  if (productId !== FLOUR.id) drawn.otherTile += 1;
  return <b>{quantity}</b>;
}

function Total() {
  return <i>{useCart().totalMinor}</i>;
}

function Pay() {
  const commands = useTillCommands();
  const pay = useCommand(commands.takePayment);
  return (
    <button type="button" onClick={() => void pay.run({ method: "cash" })}>
      {pay.refusal?.code ?? "none"}
    </button>
  );
}

test("a scan redraws the cart and the tile it is about, and nothing else", async () => {
  const handle = await handleOfTestTill();
  await show(
    handle,
    <>
      <Status />
      <Results />
      <Tile productId={FLOUR.id} />
      <Tile productId="another" />
      <Total />
    </>,
  );
  const before = { ...drawn };
  act(() => {
    handle.engine.commands.scan("FLR-2");
  });
  expect(host.textContent).toBe("selling4100016500");
  expect(drawn).toEqual(before);
});

test("a refusal becomes words for the screen, and goes with the next try", async () => {
  const handle = await handleOfTestTill();
  await show(handle, <Pay />);
  const button = host.querySelector("button");
  await act(async () => button?.click());
  expect(host.textContent).toBe("cart_empty");
  handle.engine.commands.scan("FLR-2");
  await act(async () => button?.click());
  expect(host.textContent).toBe("none");
  expect(handle.engine.getSnapshot().till.status).toBe("paid");
});
