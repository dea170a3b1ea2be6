import { Secret, TOTP } from "otpauth";
import type { Instant } from "../../../core/time";

const STEP_SECONDS = 30;
const SECRET_BYTES = 20;
/** Clocks differ: the code before and the one after are taken as well. */
const STEPS_AROUND = 1;

/** A new shared secret, in base 32 as authenticators take it by hand. */
export function newTotpKey(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/**
 * The half minute since 1970 that a code of six digits belongs to; null when it is none of now, of
 * the one before or of the one after.
 */
export function totpStepOf(key: string, code: string, now: Instant): number | null {
  const delta = totpOf(key).validate({ token: code, timestamp: now, window: STEPS_AROUND });
  return delta === null ? null : Math.floor(now / 1000 / STEP_SECONDS) + delta;
}

/** What an authenticator reads from a QR code (`otpauth://totp/…`). */
export function totpAddress(key: string, names: { issuer: string; account: string }): string {
  return totpOf(key, names).toString();
}

/** The code that an authenticator shows at this moment. */
export function totpCodeAt(key: string, at: Instant): string {
  return totpOf(key).generate({ timestamp: at });
}

function totpOf(key: string, names?: { issuer: string; account: string }): TOTP {
  return new TOTP({
    secret: Secret.fromBase32(key),
    algorithm: "SHA1",
    digits: 6,
    period: STEP_SECONDS,
    ...(names && { issuer: names.issuer, label: names.account }),
  });
}
