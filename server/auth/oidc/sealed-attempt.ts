import { EncryptJWT, jwtDecrypt } from "jose";
import { z } from "zod";
import type { Runtime } from "../../context";
import { deriveKey } from "../derive-key";

/** How long somebody may take at the other service. */
export const ATTEMPT_SECONDS = 600;

const PURPOSE = "external-sign-in";

const attemptSchema = z.object({
  tenantId: z.uuid(),
  providerId: z.uuid(),
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  returnPath: z.string(),
});

/** What a browser keeps, sealed, while its person is at the other service. */
export type Attempt = z.output<typeof attemptSchema>;

type Sealing = Pick<Runtime, "authSecret" | "now">;

/** The cookie of an attempt; over HTTPS it is bound to this host. */
export function attemptCookie(appUrl: string): { name: string; isSecure: boolean } {
  const isSecure = appUrl.startsWith("https:");
  return { name: isSecure ? "__Host-kaunta-external" : "kaunta-external", isSecure };
}

export function sealAttempt(runtime: Sealing, attempt: Attempt): Promise<string> {
  const issuedAt = Math.floor(runtime.now() / 1000);
  return new EncryptJWT({ ...attempt })
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ATTEMPT_SECONDS)
    .encrypt(deriveKey(runtime.authSecret, PURPOSE));
}

/** Null when it is not ours, altered or too old. */
export async function openAttempt(runtime: Sealing, sealed: string): Promise<Attempt | null> {
  const opened = await jwtDecrypt(sealed, deriveKey(runtime.authSecret, PURPOSE), {
    keyManagementAlgorithms: ["dir"],
    contentEncryptionAlgorithms: ["A256GCM"],
    requiredClaims: ["exp"],
    currentDate: new Date(runtime.now()),
  }).catch(() => null);
  const attempt = attemptSchema.safeParse(opened?.payload);
  return attempt.success ? attempt.data : null;
}
