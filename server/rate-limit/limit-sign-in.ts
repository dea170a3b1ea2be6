import type { Runtime } from "../context";
import { normalizeEmail } from "../people/create-user";
import { networkOf } from "./network-of";

/**
 * Run one try to sign in with a password, counted by address and by e-mail. A try that succeeds
 * is not counted and clears the person's own failures from there.
 *
 * @throws DomainError rate_limited, before the password is looked at, and whatever the try throws
 */
export async function limitSignIn<Result>(
  runtime: Pick<Runtime, "rateLimiter">,
  from: { readonly ip: string | null; readonly email: string },
  attempt: () => Promise<Result>,
): Promise<Result> {
  const { rateLimiter } = runtime;
  const { ip } = from;
  const email = normalizeEmail(from.email);
  const person = `${ip === null ? "" : networkOf(ip)}\0${email}`;
  await rateLimiter.consume("sign_in_address", ip);
  await rateLimiter.consume("sign_in_person", person);
  await rateLimiter.consume("sign_in_email", email);
  const result = await attempt();
  await Promise.all([
    rateLimiter.giveBack("sign_in_address", ip),
    rateLimiter.giveBack("sign_in_email", email),
    rateLimiter.forget("sign_in_person", person),
  ]);
  return result;
}
