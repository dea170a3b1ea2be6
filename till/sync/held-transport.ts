import {
  type HeldCartChange,
  type HoldCartRequest,
  holdCartResponseSchema,
  takeCartResponseSchema,
} from "../../core/sync/protocol-v1";
import { toIso } from "../../core/time";
import type { EngineCore } from "../engine/engine-core";
import type { TransportAnswer } from "../engine/ports";
import type { HeldCartRecord } from "../store/log-records";
import { askServer } from "./ask-server";

export const HELD_PATH = "/api/v1/sync/held-carts";

/** What the server said about a held cart. */
export type HeldAnswer<Value> =
  | { readonly kind: "done"; readonly value: Value }
  /** Another till has it, or had it: nothing of it is left for this one. */
  | { readonly kind: "taken" }
  | { readonly kind: "gone" }
  | { readonly kind: "stale" }
  | { readonly kind: "unreachable"; readonly retryAfterMs: number | null };

export async function putHeld(
  core: EngineCore,
  record: HeldCartRecord,
  version: number | null,
): Promise<HeldAnswer<number>> {
  const body: HoldCartRequest = {
    kind: record.kind === "layaway" ? "parked" : record.kind,
    number: record.number,
    name: record.name,
    cashierName: record.cashierName,
    customerId: record.customerId,
    currency: record.currency,
    itemCount: record.itemCount,
    totalMinor: record.totalMinor,
    expiresOn: record.expiresOn,
    heldAt: toIso(record.heldAt),
    version,
    cart: record.body,
  };
  const answer = await askServer(core, { method: "PUT", path: pathOf(record.heldCartId), body });
  return read(answer, (value) => holdCartResponseSchema.safeParse(value).data?.version);
}

export async function takeHeldCart(
  core: EngineCore,
  heldCartId: string,
  version: number,
): Promise<HeldAnswer<HeldCartChange>> {
  const path = `${pathOf(heldCartId)}/take`;
  const answer = await askServer(core, { method: "POST", path, body: { version } });
  return read(answer, (value) => takeCartResponseSchema.safeParse(value).data?.heldCart);
}

export async function dropHeld(core: EngineCore, heldCartId: string): Promise<HeldAnswer<true>> {
  return read(await askServer(core, { method: "DELETE", path: pathOf(heldCartId) }), () => true);
}

function pathOf(heldCartId: string): string {
  return `${HELD_PATH}/${heldCartId}`;
}

const CONFLICT = 409;
const PRECONDITION = 412;
const NOT_FOUND = 404;

function read<Value>(
  answer: TransportAnswer | null,
  parse: (body: unknown) => Value | undefined,
): HeldAnswer<Value> {
  if (answer === null) return { kind: "unreachable", retryAfterMs: null };
  const { status, body, retryAfterMs } = answer;
  if (status === NOT_FOUND) return { kind: "gone" };
  if (status === PRECONDITION) return { kind: "stale" };
  if (status === CONFLICT) {
    const code = typeof body === "object" && body !== null && "code" in body ? body.code : null;
    return { kind: code === "stale_version" ? "stale" : "taken" };
  }
  const value = status >= 200 && status < 300 ? parse(body) : undefined;
  return value === undefined ? { kind: "unreachable", retryAfterMs } : { kind: "done", value };
}
