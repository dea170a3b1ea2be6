import { createKey } from "../../server/auth/keys/create-key";
import { signIn } from "../../server/auth/sign-in";
import { newRefreshSecret, tokenPairOf } from "../../server/auth/tokens/token-pair";
import { callRest } from "./call-rest";
import type { TestTenant } from "./new-tenant";
import { testContext } from "./test-context";
import type { TestRuntime } from "./test-runtime";

/** What acts for a person through the API: a signed-in program's two tokens, and a personal key. */
export async function actsOf(given: {
  readonly tenant: TestTenant;
  readonly runtime: TestRuntime;
  readonly userId: string;
  readonly email: string;
  readonly password: string;
}): Promise<{ statuses(): Promise<{ access: number; refresh: number; key: number }> }> {
  const { tenant, runtime, userId, email, password } = given;
  const { secret, hash: refreshHash } = newRefreshSecret();
  const from = { ip: null, userAgent: null, deviceName: null };
  const client = { ...from, kind: "api", refreshHash } as const;
  const claims = await signIn(runtime, { email, password, tenantCode: tenant.code }, client);
  const { accessToken, refreshToken: first } = await tokenPairOf(runtime, { ...claims, secret });
  const context = testContext(tenant, "owner");
  if (context.actor.kind !== "user") throw new Error("an owner is a person");
  const asPerson = { ...context, actor: { ...context.actor, userId } };
  const { key } = await createKey(asPerson, { name: "Own", scopes: ["store.read"] });
  let refreshToken = first;
  const refresh = async () => {
    const body = { refreshToken };
    const answer = await callRest(runtime, { method: "POST", path: "/auth/refresh", body });
    const { refreshToken: next } = answer.body as { refreshToken?: string };
    refreshToken = next ?? refreshToken;
    return answer.status;
  };
  const read = async (token: string) =>
    (await callRest(runtime, { path: "/stores", token })).status;
  return {
    statuses: async () => ({
      access: await read(accessToken),
      key: await read(key),
      refresh: await refresh(),
    }),
  };
}
