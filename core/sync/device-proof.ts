import { type Instant, instant } from "../time";

/** The header in which a device proves that it holds its key. */
export const PROOF_HEADER = "x-device-proof";

/**
 * How old or early a proof may be, by the server's clock. Tills sign by what the server last told
 * them, not by a clock of their own that may be years off.
 */
export const PROOF_MS_MAX = 10 * 60_000;

/** A request as its proof covers it; the path with its query, the body's SHA-256 in hex. */
export type ProvedRequest = {
  readonly method: string;
  readonly path: string;
  readonly at: Instant;
  readonly bodySha256: string;
  readonly terminalId: string;
};

/** What the device's key signs [DV3]. */
export function proofText(request: ProvedRequest): string {
  const { method, path, at, bodySha256, terminalId } = request;
  return [method, path, at, bodySha256, terminalId].join("\n");
}

/** @param signature base64url without padding. */
export function formatProof(at: Instant, signature: string): string {
  return `${at}.${signature}`;
}

/** Null for what is no proof. */
export function parseProof(header: string): { at: Instant; signature: string } | null {
  const [, at, signature] = /^(\d{1,15})\.([A-Za-z0-9_-]{86})$/.exec(header) ?? [];
  return at === undefined || signature === undefined
    ? null
    : { at: instant(Number(at)), signature };
}
