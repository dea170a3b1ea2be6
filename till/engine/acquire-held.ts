import { DomainError } from "../../core/errors";
import type { HeldCartRecord } from "../store/log-records";
import { takeHeldCart } from "../sync/held-transport";
import { changeRecord } from "../sync/held-upload";
import type { EngineCore } from "./engine-core";
import { heldRecordOf } from "./held-carts";

/** A held cart as this till knows it, and whether it needs nobody's leave to have it. */
type KnownHeld = {
  readonly held: HeldCartRecord;
  readonly isOwn: boolean;
  /** The newest that anybody told; 0 when the server never heard of it. */
  readonly version: number;
};

/**
 * A held cart that is this till's alone from here on. One that this till put aside is had without a
 * network; any other is asked of the server, which gives it to one [TH2].
 *
 * @throws DomainError held_cart_taken | held_cart_not_found | server_unreachable
 */
export async function acquireHeld(core: EngineCore, heldCartId: string): Promise<HeldCartRecord> {
  const { held, isOwn, version } = findHeld(core, heldCartId);
  if (version === 0) return { ...held, unsent: held.unsent === null ? null : "take" };
  const answer = await takeHeldCart(core, heldCartId, version);
  if (answer.kind === "done") {
    // What was put aside since the server last heard is newer than what it has.
    const taken = held.unsent === "put" ? null : heldRecordOf(answer.value);
    return { ...(taken ?? held), version: answer.value.version, unsent: null };
  }
  if (answer.kind === "unreachable") {
    if (!isOwn) throw new DomainError("server_unreachable");
    return { ...held, unsent: "take" };
  }
  if (isOwn) await changeRecord(core, heldCartId, () => null);
  throw new DomainError(answer.kind === "gone" ? "held_cart_not_found" : "held_cart_taken");
}

function findHeld(core: EngineCore, heldCartId: string): KnownHeld {
  const { heldRecords, tables } = core.state();
  const own = heldRecords.get(heldCartId);
  const row = tables.heldCarts.find((known) => known.id === heldCartId);
  const version = Math.max(own?.version ?? 0, row?.version ?? 0);
  if (own && !own.isGone) return { held: own, isOwn: true, version };
  // Somebody put it back since this till had it.
  const isOffered = row !== undefined && row.version > (own?.version ?? 0);
  if (own && !isOffered) throw new DomainError("held_cart_taken");
  const held = row && heldRecordOf(row);
  if (!held) throw new DomainError("held_cart_not_found");
  return { held, isOwn: false, version };
}
