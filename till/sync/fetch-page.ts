import {
  CHANGES_VERSION,
  type ChangesResponse,
  changesResponseSchema,
} from "../../core/sync/protocol-v1";
import type { EngineCore } from "../engine/engine-core";
import { askWithin } from "./ask-server";

export const PULL_PATH = "/api/v1/sync/changes";

/** A large page over a thin line takes its time; beyond this it is asked for again. */
const ANSWER_MS_MAX = 60_000;

export type FetchedPage =
  | { readonly kind: "page"; readonly answer: ChangesResponse }
  | { readonly kind: "expired" }
  | { readonly kind: "failed"; readonly retryAfterMs: number | null };

/** One page of the server's changes from a place on, at most `limit` rows; null is the beginning. */
export async function fetchPage(
  core: EngineCore,
  token: string | null,
  limit: number,
): Promise<FetchedPage> {
  const query = new URLSearchParams({
    limit: String(limit),
    version: String(CHANGES_VERSION),
    ...(token === null ? {} : { token }),
  });
  const question = { method: "GET", path: `${PULL_PATH}?${query.toString()}` } as const;
  const { enrolment } = core.state();
  const answer = await askWithin(core, question, { by: enrolment, msMax: ANSWER_MS_MAX });
  if (answer === null) return { kind: "failed", retryAfterMs: null };
  if (token !== null && (answer.status === 410 || answer.status === 400)) {
    return { kind: "expired" };
  }
  const parsed = answer.status === 200 ? changesResponseSchema.safeParse(answer.body) : null;
  if (!parsed?.success) return { kind: "failed", retryAfterMs: answer.retryAfterMs };
  return { kind: "page", answer: parsed.data };
}
