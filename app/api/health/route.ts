import { answerHealth } from "../../../server/http/answer-health";
import { getRuntime } from "../../../server/runtime";

/** Asked anew each time; a build must not answer for the running server. */
export const dynamic = "force-dynamic";

export function GET(): Promise<Response> {
  return answerHealth(getRuntime());
}
