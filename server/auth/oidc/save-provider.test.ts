import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { alteredActor } from "../../../tests/factories/altered-actor";
import {
  startIdentityProvider,
  type TestIdentityProvider,
} from "../../../tests/factories/identity-provider";
import { newTenant, type TestTenant } from "../../../tests/factories/new-tenant";
import { testContext } from "../../../tests/factories/test-context";
import {
  closeTestRuntime,
  type TestRuntime,
  testRuntime,
} from "../../../tests/factories/test-runtime";
import { STEP_UP_MS_MAX } from "../../require-step-up";
import { getSignInSettings } from "../rules/sign-in-rules";
import { saveProvider } from "./save-provider";

const REACH = { isLoopbackAllowed: true };
const SECRET = "never given out again";

let runtime: TestRuntime;
let tenant: TestTenant;
let service: TestIdentityProvider;

beforeAll(async () => {
  runtime = await testRuntime();
  service = await startIdentityProvider([]);
});
afterAll(async () => {
  await service.close();
  await closeTestRuntime();
});

beforeEach(async () => {
  tenant = await newTenant(runtime);
});

const owner = () => testContext(tenant, "owner");

const provider = (change: object = {}) => ({
  id: null,
  name: "Works",
  issuer: service.issuer,
  clientId: "kaunta",
  clientSecret: SECRET,
  isEnabled: true,
  version: 0,
  ...change,
});

describe("a provider", () => {
  test("is kept with its secret sealed, and shown without it", async () => {
    const { id } = await saveProvider(owner(), provider(), REACH);
    const settings = await getSignInSettings(owner());
    const { name, issuer, clientId } = provider();
    expect(settings.providers).toEqual([
      { id, name, issuer, clientId, isEnabled: true, version: 1 },
    ]);
    const kept = await runtime.database.withTenant(tenant.tenantId, (tx) =>
      tx.execute(sql`select to_jsonb(p) as provider, (select jsonb_agg(a) from audit_entries a
          where a.tenant_id = ${tenant.tenantId}::uuid) as trail
        from oidc_providers p where p.tenant_id = ${tenant.tenantId}::uuid`),
    );
    expect(JSON.stringify([settings, ...kept])).not.toContain(SECRET);
  });

  test("of another is nobody's, and an old version changes nothing", async () => {
    const other = await newTenant(runtime);
    const { id } = await saveProvider(testContext(other, "owner"), provider(), REACH);
    await expect(saveProvider(owner(), provider({ id }), REACH)).rejects.toMatchObject({
      code: "not_found",
    });
    const mine = await saveProvider(owner(), provider(), REACH);
    await expect(
      saveProvider(owner(), provider({ ...mine, version: 7 }), REACH),
    ).rejects.toMatchObject({ code: "stale_version" });
    await expect(saveProvider(owner(), provider(), REACH)).rejects.toMatchObject({
      code: "code_taken",
    });
  });

  test("forgets whom its subjects meant when its issuer is another", async () => {
    const saved = await saveProvider(owner(), provider(), REACH);
    const { tenantId } = tenant;
    const link = () =>
      runtime.database.withTenant(tenantId, (tx) =>
        tx.execute(sql`insert into user_identities values (${tenantId}::uuid, ${saved.id}::uuid,
          'subject', ${tenant.users.admin.id}::uuid, now())`),
      );
    const linked = () =>
      runtime.database.withTenant(tenantId, (tx) =>
        tx.execute(sql`select 1 from user_identities where tenant_id = ${tenantId}::uuid`),
      );
    await link();
    const renamed = { ...provider({ name: "New name", ...saved }), clientSecret: null };
    const { version } = await saveProvider(owner(), renamed, REACH);
    expect(await linked()).toHaveLength(1);
    const issuer = "https://elsewhere.invalid";
    const moved = provider({ id: saved.id, version, issuer, isEnabled: false });
    await saveProvider(owner(), moved, REACH);
    expect(await linked()).toHaveLength(0);
  });

  test("[PE6] is for owners alone: whoever names a service can be anybody whose e-mail it confirms", async () => {
    const saved = await saveProvider(owner(), provider(), REACH);
    const admin = testContext(tenant, "admin");
    const keeper = alteredActor(admin, { role: "keeper", permissions: new Set(["access.write"]) });
    for (const other of [admin, keeper]) {
      for (const wanted of [provider({ clientId: "mine" }), provider(saved)]) {
        await expect(saveProvider(other, wanted, REACH)).rejects.toMatchObject({
          code: "permission_denied",
        });
      }
      expect((await getSignInSettings(other)).mayChangeProviders).toBe(false);
    }
    expect((await getSignInSettings(owner())).mayChangeProviders).toBe(true);
  });

  test("takes the right to it, everywhere, and a fresh proof", async () => {
    await expect(
      saveProvider(testContext(tenant, "supervisor"), provider(), REACH),
    ).rejects.toMatchObject({ code: "permission_denied" });
    const bound = testContext(tenant, "owner", { storeIds: [tenant.stores[0].id] });
    await expect(saveProvider(bound, provider(), REACH)).rejects.toMatchObject({
      code: "permission_denied",
    });
    const stale = owner();
    runtime.clock.advance(STEP_UP_MS_MAX + 1);
    await expect(saveProvider(stale, provider(), REACH)).rejects.toMatchObject({
      code: "step_up_required",
    });
  });
});

describe("an issuer's address", () => {
  const refused = { code: "identity_provider_invalid" };

  test.each([
    "http://issuer.example",
    "https://127.0.0.1",
    "https://localhost",
    "https://[::1]:8443",
    "https://10.1.2.3",
    "https://192.168.1.1/realms/shop",
    "https://169.254.169.254/latest/meta-data",
    "https://[fd00::1]",
    "https://2130706433",
    "https://0x7f.1",
    "https://someone:secret@127.0.0.1",
  ])("%s is not asked", async (issuer) => {
    await expect(saveProvider(owner(), provider({ issuer }))).rejects.toMatchObject(refused);
  });

  test("that answers for another issuer, or not at all, is refused", async () => {
    const issuer = service.issuer.replace("127.0.0.1", "localhost");
    await expect(saveProvider(owner(), provider({ issuer }), REACH)).rejects.toMatchObject(refused);
    const nobody = { issuer: `${service.issuer}/nothing` };
    await expect(saveProvider(owner(), provider(nobody), REACH)).rejects.toMatchObject(refused);
    await expect(saveProvider(owner(), provider())).rejects.toMatchObject(refused);
  });
});
