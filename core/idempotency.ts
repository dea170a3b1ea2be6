import { DomainError } from "./errors";

/** What is kept of a request that was carried out. */
export type KnownRequest<Answer> = {
  readonly requestSha256: string;
  readonly answer: Answer;
};

/**
 * The first answer to a request that comes again under its key [ID1].
 *
 * @param known what stands under the key; null when nothing can be found there any more.
 * @throws DomainError idempotency_conflict when the key stands for another request.
 */
export function answerAgain<Answer>(
  known: KnownRequest<Answer> | null,
  requestSha256: string,
): Answer {
  if (known?.requestSha256 === requestSha256) return known.answer;
  throw new DomainError("idempotency_conflict");
}
