import { answerHealth } from "../../../server/http/answer-health";
import { getRuntime } from "../../../server/runtime";

export function GET(): Promise<Response> {
  return answerHealth(getRuntime());
}
