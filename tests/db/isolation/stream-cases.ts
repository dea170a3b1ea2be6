import { handleRest } from "../../../server/http/handle-rest";
import { REST_ROUTES } from "../../../server/http/routes";
import { createRegister } from "../../../server/stores/create-register";
import { appRouter } from "../../../server/trpc/root";
import { testContext } from "../../factories/test-context";
import { listWalked } from "./ask-procedure";
import { nameOf } from "./ask-route";
import type { FilledTenant } from "./fill-tenant";

/** A stream of one tenant's, and what makes it say something. */
export type StreamCase = {
  readonly open: (filled: FilledTenant, stop: AbortSignal) => Promise<AsyncIterator<unknown>>;
  readonly act: (filled: FilledTenant) => Promise<unknown>;
};

/** Every stream has its line here; the walk fails for one that has none. */
export const STREAM_CASES: Readonly<Record<string, StreamCase>> = {
  "reports.changes": {
    open: async ({ tenant }, signal) => {
      const { runtime } = tenant;
      const context = {
        runtime,
        requestId: runtime.newId(),
        tenant: testContext(tenant, "owner"),
        resHeaders: new Headers(),
      };
      const stream = await appRouter.createCaller(context, { signal }).reports.changes();
      return stream[Symbol.asyncIterator]();
    },
    act: ({ here }) => here.terminal.push([here.terminal.sealSale()]),
  },
  "GET /sync/watch": {
    open: async ({ tenant, here }, signal) => {
      const response = await handleRest(
        new Request("http://localhost:3000/api/v1/sync/watch", {
          headers: { authorization: `Bearer ${here.device.deviceToken}` },
          signal,
        }),
        tenant.runtime,
      );
      return readEvents(response, signal);
    },
    act: ({ tenant, here }) =>
      createRegister(testContext(tenant, "system"), { storeId: here.storeId }),
  },
};

/** What stays open and tells of what happens: subscriptions, and routes of server-sent events. */
export function listStreams(): string[] {
  const subscriptions = listWalked(appRouter).filter(({ type }) => type === "subscription");
  const routes = REST_ROUTES.filter(
    ({ response }) => "mediaType" in response && response.mediaType === "text/event-stream",
  );
  return [...subscriptions.map(({ path }) => path), ...routes.map(nameOf)];
}

/** Each event as its text; comments, which break a silence, are left out. */
async function* readEvents(response: Response, stop: AbortSignal): AsyncGenerator<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader || response.status !== 200) throw new Error(`no stream: ${response.status}`);
  stop.addEventListener("abort", () => void reader.cancel(), { once: true });
  for (let text = ""; ; ) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    const frames = text.split("\n\n");
    text = frames.pop() ?? "";
    yield* frames.filter((frame) => frame.startsWith("data:"));
  }
}
