import { EncryptJWT, jwtDecrypt } from "jose";
import { z } from "zod";
import { type Instant, instant } from "../../../core/time";
import type { Runtime } from "../../context";
import { deriveKey } from "../derive-key";

/** How long somebody may look for their phone. */
export const TICKET_SECONDS = 300;

const PURPOSE = "sign-in-ticket";

const ticketSchema = z.object({
  sub: z.uuid(),
  tenantId: z.uuid(),
  method: z.enum(["password", "oidc", "link"]),
  /** When it was made, in milliseconds, for `iat` counts whole seconds. */
  at: z.number().int(),
});

export type SignInTicket = {
  readonly tenantId: string;
  readonly userId: string;
  readonly method: string;
};

type OpenedTicket = SignInTicket & {
  readonly method: "password" | "oidc" | "link";
  readonly issuedAt: Instant;
};

type Sealing = Pick<Runtime, "authSecret" | "now">;

/** Says, sealed, who has shown the first of two things a moment ago. By itself it opens nothing. */
export function issueTicket(runtime: Sealing, ticket: SignInTicket): Promise<string> {
  const issuedAt = Math.floor(runtime.now() / 1000);
  const { tenantId, method } = ticket;
  return new EncryptJWT({ tenantId, method, at: runtime.now() })
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .setSubject(ticket.userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + TICKET_SECONDS)
    .encrypt(deriveKey(runtime.authSecret, PURPOSE));
}

/** Null when it is not ours, altered or too old. */
export async function readTicket(runtime: Sealing, sealed: string): Promise<OpenedTicket | null> {
  const opened = await jwtDecrypt(sealed, deriveKey(runtime.authSecret, PURPOSE), {
    keyManagementAlgorithms: ["dir"],
    contentEncryptionAlgorithms: ["A256GCM"],
    requiredClaims: ["exp"],
    currentDate: new Date(runtime.now()),
  }).catch(() => null);
  const ticket = ticketSchema.safeParse(opened?.payload);
  if (!ticket.success) return null;
  const { sub, tenantId, method, at } = ticket.data;
  return { userId: sub, tenantId, method, issuedAt: instant(at) };
}
