import type { DomainError } from "../../core/errors";

/**
 * Where somebody signs in who wanted to go elsewhere. Who is shut out by the hour or the network
 * learns why there, instead of being asked for a password that would not help.
 */
export function signInPath(returnPath: string, refusal: DomainError | null | undefined): string {
  const reason = refusal ? { error: refusal.code } : {};
  return `/sign-in?${new URLSearchParams({ callbackUrl: returnPath, ...reason })}`;
}
