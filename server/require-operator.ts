import { DomainError } from "../core/errors";
import type { Actor } from "./context";

/** Refuse everybody but the deployment's own commands: no sign-in may do this. */
export function requireOperator(actor: Actor): void {
  if (actor.kind !== "system") throw new DomainError("permission_denied");
}
