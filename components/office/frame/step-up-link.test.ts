import { createTRPCClient, TRPCClientError } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { expect, test, vi } from "vitest";
import type { AppRouter } from "../../../server/trpc/root";
import { createStepUpGate } from "./step-up-gate";
import { stepUpLink } from "./step-up-link";

/** A server that refuses until the person has proved who they are. */
function officeOf(refusal: string) {
  const gate = createStepUpGate();
  let isProved = false;
  const sent = vi.fn();
  const client = createTRPCClient<AppRouter>({
    links: [
      stepUpLink(gate),
      () =>
        ({ op }) =>
          observable((observer) => {
            sent(op.path);
            if (isProved) {
              observer.next({ result: { data: null } });
              observer.complete();
              return;
            }
            const error = { message: "", code: -32_000, data: { domainCode: refusal } };
            observer.error(TRPCClientError.from({ error } as never));
          }),
    ],
  });
  const prove = () => {
    isProved = true;
    gate.answer(true);
  };
  return { gate, client, sent, prove };
}

test("what wants a fresh proof waits for it and goes on by itself", async () => {
  const { gate, client, sent, prove } = officeOf("step_up_required");
  const changes = vi.fn();
  gate.subscribe(changes);
  const both = [client.session.signOut.mutate(), client.session.signOut.mutate()];
  await vi.waitFor(() => expect(sent).toHaveBeenCalledTimes(2));
  expect(gate.isAsked()).toBe(true);
  prove();
  expect(await Promise.all(both)).toEqual([null, null]);
  expect(sent).toHaveBeenCalledTimes(4);
  expect(gate.isAsked()).toBe(false);
  expect(changes).toHaveBeenCalled();
});

test("the refusal stands when the person would not", async () => {
  const { gate, client, sent } = officeOf("step_up_required");
  const call = client.session.signOut.mutate();
  await vi.waitFor(() => expect(gate.isAsked()).toBe(true));
  gate.answer(false);
  await expect(call).rejects.toMatchObject({ data: { domainCode: "step_up_required" } });
  expect(sent).toHaveBeenCalledTimes(1);
});

test("any other refusal asks nothing", async () => {
  const { gate, client } = officeOf("permission_denied");
  await expect(client.session.signOut.mutate()).rejects.toThrow();
  expect(gate.isAsked()).toBe(false);
});
