import { sha256Hex } from "../../core/sync/canonical";
import { formatProof, proofText } from "../../core/sync/device-proof";
import { type Instant, instant } from "../../core/time";
import type { EngineCore } from "../engine/engine-core";
import type { TransportRequest } from "../engine/ports";

/** What is signed, and the moment that it states; null where this till signs nothing. */
export type Proof = { readonly header: string; readonly at: Instant } | null;

/**
 * Prove by the enrolment's key that a request comes from this device [TD6]. What fails costs the
 * proof and never the request: the server decides whether it does without.
 */
export async function proveRequest(
  core: EngineCore,
  request: Pick<TransportRequest, "method" | "path" | "body">,
  terminalId: string | null,
): Promise<Proof> {
  const { signer, report } = core.ports;
  if (!signer || terminalId === null) return null;
  try {
    const key = await core.log.readSigningKey(terminalId);
    if (key === null) return null;
    const { method, path, body } = request;
    const at = serverNow(core);
    const bodySha256 = sha256Hex(body === undefined ? "" : JSON.stringify(body));
    const text = proofText({ method, path, at, bodySha256, terminalId });
    return { header: formatProof(at, base64UrlOf(await signer.sign(key, text))), at };
  } catch (error) {
    report(error);
    return null;
  }
}

/** The server's time as it last told it; this device's own clock until it has. */
function serverNow(core: EngineCore): Instant {
  const { clock } = core.ports;
  const { serverClock } = core.state();
  if (serverClock === null) return clock.now();
  const passedMs = clock.monoMs() - serverClock.monoMs;
  return instant(Math.round(Date.parse(serverClock.serverTime) + passedMs));
}

function base64UrlOf(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
