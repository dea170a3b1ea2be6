import type { EngineCore } from "../engine/engine-core";
import type { TransportAnswer, TransportRequest } from "../engine/ports";

/** A cashier waits for this answer: a server that hangs is as good as none. */
const WITHIN_MS = 5_000;

/** What the server says to this device, or null when it says nothing soon. */
export function askServer(
  core: EngineCore,
  request: Omit<TransportRequest, "token">,
): Promise<TransportAnswer | null> {
  const { transport, timer } = core.ports;
  const token = core.state().enrolment?.deviceToken ?? null;
  return new Promise((resolve) => {
    const giveUp = timer.after(WITHIN_MS, () => resolve(null));
    const answer = (said: TransportAnswer | null) => {
      giveUp();
      resolve(said);
    };
    transport({ ...request, token }).then(answer, () => answer(null));
  });
}
