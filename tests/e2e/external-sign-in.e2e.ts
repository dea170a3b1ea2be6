import { type Browser, type BrowserContext, expect } from "@playwright/test";
import { tenantIdOf } from "../../core/ids";
import { oidcProviders } from "../../db/schema/access";
import { redirectAddress } from "../../server/auth/oidc/begin-external-sign-in";
import { CLIENT_SECRET } from "../factories/identity-provider";
import { OWNER } from "./counter-shop";
import { inShop } from "./in-shop";
import { type LoopbackIssuer, startLoopbackIssuer } from "./loopback-issuer";
import { freePort, startShop, type TestShop } from "./start-shop";
import { test } from "./watched-test";

const BUSINESS = "duka";
const CLIENT_ID = "kaunta";

let shop: TestShop;
let issuer: LoopbackIssuer;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  const port = await freePort();
  const appUrl = `http://localhost:${port}`;
  issuer = await startLoopbackIssuer([
    { clientId: CLIENT_ID, redirectAddress: redirectAddress(appUrl, BUSINESS) },
  ]);
  shop = await startShop({ demo: true, port, variables: issuer.variables });
  await inShop(shop, OWNER.email, async ({ database, newId, now, sealer }) => {
    const tenantId = tenantIdOf(BUSINESS);
    const at = new Date(now());
    await database.withTenant(tenantId, (tx) =>
      tx.insert(oidcProviders).values({
        tenantId,
        id: newId(),
        name: "Works",
        issuer: issuer.provider.issuer,
        clientId: CLIENT_ID,
        sealedSecret: sealer().seal("oidc-secret", CLIENT_SECRET),
        isEnabled: true,
        createdAt: at,
        updatedAt: at,
      }),
    );
  });
  issuer.provider.accounts.set("the owner", { email: OWNER.email, isVerified: true });
  issuer.provider.accounts.set("a stranger", { email: "nobody@nowhere.test", isVerified: true });
});

test.afterAll(async () => {
  await shop.stop();
  await issuer.close();
});

function openBrowser(browser: Browser, isScripted: boolean): Promise<BrowserContext> {
  return browser.newContext({
    baseURL: shop.url,
    locale: "en-GB",
    javaScriptEnabled: isScripted,
    // Nobody but this test has signed the issuer's certificate.
    ignoreHTTPSErrors: true,
  });
}

for (const isScripted of [true, false]) {
  test(`somebody comes in by another service ${isScripted ? "with" : "without"} scripts`, async ({
    browser,
  }) => {
    const context = await openBrowser(browser, isScripted);
    const page = await context.newPage();
    issuer.provider.expectSignInOf("the owner");
    const asked = new URLSearchParams({ business: BUSINESS, callbackUrl: "/office/sales" });
    await page.goto(`/sign-in?${asked}`);
    await page.getByRole("link", { name: "Continue with Works" }).click();
    await page.waitForURL(`${shop.url}/office/sales`);
    await expect(page.getByRole("heading", { name: "Sales", level: 1 })).toBeVisible();
    const cookies = await context.cookies();
    expect(cookies.filter(({ name }) => name.includes("external"))).toEqual([]);
    await context.close();
  });
}

test("who is nobody here comes back to the sign-in page with the reason", async ({ browser }) => {
  const context = await openBrowser(browser, true);
  const page = await context.newPage();
  issuer.provider.expectSignInOf("a stranger");
  const asked = { business: BUSINESS, callbackUrl: "//evil.example" };
  await page.goto(`/sign-in?${new URLSearchParams(asked)}`);
  const link = page.getByRole("link", { name: "Continue with Works" });
  expect(await link.getAttribute("href")).toContain("returnPath=%2Foffice");
  await link.click();
  await page.waitForURL(`${shop.url}/sign-in?error=external_sign_in_unknown**`);
  await expect(page.getByText("Nobody here has the e-mail")).toBeVisible();
  await context.close();
});
