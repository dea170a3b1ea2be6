import { TRPCError } from "@trpc/server";
import type { z } from "zod";
import { isPermission } from "../../../core/access/permissions";
import { isDomainError } from "../../../core/errors";
import type { Runtime, TenantContext } from "../../../server/context";
import type { TrpcContext } from "../../../server/trpc/context";
import type { ProcedureMeta } from "../../../server/trpc/init";
import type { Outcome } from "./probe-ids";

type Caller = (input: unknown) => Promise<unknown>;

/** Any router made of our procedures, so that the walk can itself be tested. */
export type WalkedRouter = {
  createCaller(context: TrpcContext, options: { signal: AbortSignal }): unknown;
  readonly _def: { readonly procedures: unknown };
};

export type WalkedProcedure = {
  readonly path: string;
  readonly type: "query" | "mutation" | "subscription";
  readonly access: ProcedureMeta["access"] | "undeclared";
  readonly inputs: readonly z.ZodType[];
};

export function listWalked(router: WalkedRouter): WalkedProcedure[] {
  const procedures = router._def.procedures as Record<
    string,
    { _def: { type: WalkedProcedure["type"]; meta?: ProcedureMeta; inputs: readonly z.ZodType[] } }
  >;
  return Object.entries(procedures).map(([path, { _def }]) => ({
    path,
    type: _def.type,
    access: _def.meta?.access ?? "undeclared",
    inputs: _def.inputs,
  }));
}

/** Procedures that do not say who may call them, or say what means nothing. */
export function listUndeclared(router: WalkedRouter): string[] {
  return listWalked(router)
    .filter(({ access }) => access !== "signed_in" && !isPermission(access))
    .map(({ path }) => path);
}

/** Procedures that no case calls, and cases that call no procedure. */
export function listUncovered(router: WalkedRouter, cases: Readonly<Record<string, unknown>>) {
  const paths = listWalked(router).map(({ path }) => path);
  return {
    missing: paths.filter((path) => !Object.hasOwn(cases, path)),
    superfluous: Object.keys(cases).filter((path) => !paths.includes(path)),
  };
}

/** Call a procedure as this person or nobody; of a stream, its first message. */
export async function askProcedure(
  router: WalkedRouter,
  call: { path: string; runtime: Runtime; tenant: TenantContext | null; input: unknown },
): Promise<Outcome> {
  const { runtime, tenant } = call;
  const stop = new AbortController();
  const context = { runtime, requestId: runtime.newId(), tenant, resHeaders: new Headers() };
  const callers = router.createCaller(context, { signal: stop.signal });
  const caller = call.path
    .split(".")
    .reduce((level, name) => (level as Record<string, unknown>)[name], callers);
  try {
    const answer = await (caller as Caller)(call.input);
    return { isOk: true, code: "ok", body: await firstOf(answer) };
  } catch (error) {
    return refusalOf(error);
  } finally {
    stop.abort();
  }
}

async function firstOf(answer: unknown): Promise<unknown> {
  if (typeof answer !== "object" || answer === null) return answer;
  if (!(Symbol.asyncIterator in answer)) return answer;
  const iterator = (answer as AsyncIterable<unknown>)[Symbol.asyncIterator]();
  const { value } = await iterator.next();
  await iterator.return?.();
  return value;
}

function refusalOf(error: unknown): Outcome {
  if (!(error instanceof TRPCError)) throw error;
  const { cause } = error;
  // Anything else is a failure of ours, which a walk must not take for a refusal.
  if (error.code === "INTERNAL_SERVER_ERROR") throw cause ?? error;
  const code = isDomainError(cause) ? cause.code : "validation_failed";
  const details = isDomainError(cause) ? cause.details : error.message;
  return { isOk: false, code: `${error.code} ${code}`, body: details };
}
