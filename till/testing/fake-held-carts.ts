import {
  type HeldCartChange,
  holdCartRequestSchema,
  takeCartRequestSchema,
} from "../../core/sync/protocol-v1";
import type { TransportAnswer, TransportRequest } from "../engine/ports";
import { change } from "./fake-shop";

type FakeHeldCart = HeldCartChange & {
  readonly status: "held" | "taken" | "dropped";
  /** The device that has it: it gets it again when it asks again. */
  readonly takenBy?: string | null;
};
export type FakeHeldCarts = Map<string, FakeHeldCart>;

type Server = {
  readonly held: FakeHeldCarts;
  changes: ReturnType<typeof change>[];
  revision: number;
};

/** The held carts of a store as the server keeps them: one till gets each. */
export function answerHeld(server: Server, request: TransportRequest): TransportAnswer {
  const [, id = "", verb] = /held-carts\/([^/]+)\/?(\w*)/.exec(request.path) ?? [];
  const known = server.held.get(id);
  if (request.method === "PUT") return put(server, id, request.body);
  if (!known || known.status === "dropped") return refusal(404, "held_cart_not_found");
  if (request.method === "DELETE") {
    save(server, { ...known, status: "dropped", version: known.version + 1 });
    return ok({ version: known.version + 1 });
  }
  if (verb !== "take") return refusal(404, "not_found");
  if (known.status === "taken") {
    const isAsker = known.takenBy === request.token;
    return isAsker ? ok({ heldCart: bodyOf(known) }) : refusal(409, "held_cart_taken");
  }
  if (takeCartRequestSchema.parse(request.body).version !== known.version) {
    return refusal(412, "stale_version");
  }
  const taken: FakeHeldCart = {
    ...known,
    status: "taken",
    takenBy: request.token,
    version: known.version + 1,
  };
  save(server, taken);
  return ok({ heldCart: bodyOf(taken) });
}

function put(server: Server, id: string, body: unknown): TransportAnswer {
  const { version, ...cart } = holdCartRequestSchema.parse(structuredClone(body));
  const known = server.held.get(id);
  if (known && version === null && known.version === 1) return ok({ version: 1 });
  if (known && known.version !== version) return refusal(412, "stale_version");
  const next = (known?.version ?? 0) + 1;
  const paidMinor = known?.paidMinor ?? 0;
  save(server, { ...cart, id, paidMinor, registerName: "Till 2", status: "held", version: next });
  return ok({ version: next });
}

function save(server: Server, cart: FakeHeldCart): void {
  server.held.set(cart.id, cart);
  server.revision += 1;
  server.changes.push(change("held_cart", cart.id, cart.status === "held" ? bodyOf(cart) : null));
}

function bodyOf({ status: _status, takenBy: _by, ...body }: FakeHeldCart): HeldCartChange {
  return structuredClone(body);
}

function ok(body: unknown): TransportAnswer {
  return { status: 200, body, retryAfterMs: null };
}

function refusal(status: number, code: string): TransportAnswer {
  return { status, body: { code }, retryAfterMs: null };
}
