import { DomainError } from "../core/errors";

/** Refuse input that names the same thing twice; the refusal says which. */
export function requireDistinct(path: string, codes: readonly string[]): void {
  const seen = new Set<string>();
  for (const one of codes) {
    if (seen.has(one))
      throw new DomainError("validation_failed", { path, message: `${one} twice` });
    seen.add(one);
  }
}
