import type { Instant } from "../../core/time";
import { beginFactor, confirmFactor } from "../../server/auth/factors/set-up-factor";
import { totpCodeAt } from "../../server/auth/factors/totp";
import type { TenantContext } from "../../server/context";

export type TestFactor = {
  readonly key: string;
  readonly recoveryCodes: readonly string[];
  /** What the authenticator shows at that moment. */
  codeAt(at: Instant): string;
};

/** Give the person of a context an authenticator, as they do it themselves. */
export async function turnOnFactor(context: TenantContext): Promise<TestFactor> {
  const { key } = await beginFactor(context);
  const { codes } = await confirmFactor(context, { code: totpCodeAt(key, context.now()) });
  return { key, recoveryCodes: codes, codeAt: (at) => totpCodeAt(key, at) };
}
