import type { EngineCore } from "../engine/engine-core";
import type { TransportAnswer, TransportRequest } from "../engine/ports";

/** A cashier waits for this answer: a server that hangs is as good as none. */
const WITHIN_MS = 5_000;

/** What the server says to this device, or null when it says nothing soon. */
export function askServer(
  core: EngineCore,
  request: Omit<TransportRequest, "token">,
): Promise<TransportAnswer | null> {
  const token = core.state().enrolment?.deviceToken ?? null;
  return askWithin(core, { ...request, token }, WITHIN_MS);
}

/** What the server says, or null when it says nothing within `msMax`, whatever the transport does. */
export function askWithin(
  core: EngineCore,
  request: TransportRequest,
  msMax: number,
): Promise<TransportAnswer | null> {
  const { transport, timer } = core.ports;
  return new Promise((resolve) => {
    const giveUp = timer.after(msMax, () => resolve(null));
    const answer = (said: TransportAnswer | null) => {
      giveUp();
      resolve(said);
    };
    transport(request).then(answer, () => answer(null));
  });
}
