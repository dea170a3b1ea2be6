import type { Runtime } from "../../context";

/**
 * Run one try to get tokens, counted by the address it comes from. A try that succeeds is not
 * counted: many programs may stand behind one address.
 *
 * @throws DomainError rate_limited, and whatever the try throws
 */
export async function limitTokens<Result>(
  runtime: Pick<Runtime, "rateLimiter">,
  ip: string | null,
  attempt: () => Promise<Result>,
): Promise<Result> {
  await runtime.rateLimiter.consume("token_address", ip);
  const result = await attempt();
  await runtime.rateLimiter.giveBack("token_address", ip);
  return result;
}
