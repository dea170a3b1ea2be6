/** A broken assumption of our own: a bug, never a refusal, and never caught below the outermost edge. */
export class AssertionError extends Error {
  override readonly name = "AssertionError";
}

/**
 * Stop when something that must hold does not. Kept on in production.
 *
 * @throws AssertionError when `condition` is false.
 */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}
