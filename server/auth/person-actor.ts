import { limitsOf } from "../../core/access/limits";
import type { Actor } from "../context";

/** A person who is only just signing in or out: named in the audit trail, and allowed nothing. */
export function personActor(claims: {
  userId: string;
  sessionId: string;
  /** For the trail; it gives nothing. */
  role?: string;
}): Actor {
  return {
    kind: "user",
    userId: claims.userId,
    sessionId: claims.sessionId,
    role: claims.role ?? "",
    permissions: new Set(),
    limits: limitsOf(""),
    credential: "office",
    provedAt: null,
    storeIds: new Set(),
  };
}
