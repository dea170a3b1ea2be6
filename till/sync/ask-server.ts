import { parseIso } from "../../core/time";
import type { EngineCore } from "../engine/engine-core";
import type { TransportAnswer, TransportRequest } from "../engine/ports";
import type { EnrolmentRecord } from "../store/log-records";
import { proveRequest } from "./prove-request";

/** A cashier waits for this answer: a server that hangs is as good as none. */
const WITHIN_MS = 5_000;

/** A proof that was this near the server's time was not refused for its age. */
const SAME_TIME_MS = 60_000;

export type Question = Pick<TransportRequest, "method" | "path" | "body">;

/** What the server says to this device, or null when it says nothing soon. */
export function askServer(core: EngineCore, question: Question): Promise<TransportAnswer | null> {
  return askWithin(core, question, { by: core.state().enrolment, msMax: WITHIN_MS });
}

/**
 * What the server says to one of this browser's terminals, or null when it says nothing within
 * `msMax`, whatever the transport does.
 */
export function askWithin(
  core: EngineCore,
  question: Question,
  terms: { readonly by: EnrolmentRecord | null; readonly msMax: number },
): Promise<TransportAnswer | null> {
  const { timer } = core.ports;
  return new Promise((resolve) => {
    const giveUp = timer.after(terms.msMax, () => resolve(null));
    const answer = (said: TransportAnswer | null) => {
      giveUp();
      resolve(said);
    };
    ask(core, question, terms.by).then(answer, () => answer(null));
  });
}

/** A proof that the server finds too old is made once more, by the time that it names [TD6]. */
async function ask(
  core: EngineCore,
  question: Question,
  by: EnrolmentRecord | null,
): Promise<TransportAnswer> {
  const { transport, clock } = core.ports;
  const token = by?.deviceToken ?? null;
  const terminalId = by?.certificate.terminalId ?? null;
  // What signs nothing waits for nothing.
  if (!core.ports.signer) return transport({ ...question, token });
  const proof = await proveRequest(core, question, terminalId);
  if (proof === null) return transport({ ...question, token });
  const answer = await transport({ ...question, token, proof: proof.header });
  const toldAt = timeTold(answer);
  if (toldAt === null || Math.abs(toldAt - proof.at) <= SAME_TIME_MS) return answer;
  const serverTime = new Date(toldAt).toISOString();
  core.patch({ serverClock: { serverTime, monoMs: clock.monoMs() } });
  const again = await proveRequest(core, question, terminalId);
  return again === null ? answer : transport({ ...question, token, proof: again.header });
}

/** The server's time in the refusal of a proof; null in any other answer. */
function timeTold({ status, body }: TransportAnswer): number | null {
  if (status !== 401 || typeof body !== "object" || body === null) return null;
  const { code, details } = body as { code?: unknown; details?: { serverTime?: unknown } };
  const told = details?.serverTime;
  return code === "device_proof_required" && typeof told === "string" ? parseIso(told) : null;
}
