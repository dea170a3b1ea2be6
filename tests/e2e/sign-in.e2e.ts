import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page } from "@playwright/test";
import postgres from "postgres";
import { instant } from "../../core/time";
import { totpCodeAt } from "../../server/auth/factors/totp";
import { OfficePage } from "./pages/office-page";
import { startShop, type TestShop } from "./start-shop";
import { test } from "./watched-test";

const PASSWORD = "kaunta-demo";
const OWNER = "owner@duka.test";
const HALF_MINUTE_MS = 30_000;

let shop: TestShop;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  shop = await startShop({ demo: true });
});

test.afterAll(() => shop.stop());

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: shop.url, locale: "en-GB" });
  return context.newPage();
}

async function signedIn(browser: Browser, email: string, returnPath?: string): Promise<Page> {
  const page = await newPage(browser);
  const office = new OfficePage(page);
  await office.signIn({ email, password: PASSWORD, ...(returnPath && { returnPath }) });
  return page;
}

async function showPassword(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** For some seconds a screen reader is still told of a button that was pending and has gone. */
async function expectAccessible(page: Page): Promise<void> {
  await expect.poll(() => axeFindings(page), { timeout: 20_000 }).toEqual([]);
}

async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html ?? ""}`);
}

/** As if everybody had signed in an hour ago. */
async function ageProofs(): Promise<void> {
  const sql = postgres(shop.adminUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql`update sessions set created_at = created_at - interval '1 hour',
      stepped_up_at = stepped_up_at - interval '1 hour'`;
  } finally {
    await sql.end();
  }
}

/** Set an authenticator up from where its page is open; returns its key and the ten codes. */
async function setUpFactor(page: Page): Promise<{ key: string; codes: string[] }> {
  await page.getByRole("button", { name: "Set up a second factor" }).click();
  await expect(page.getByRole("img", { name: "QR code for the authenticator" })).toBeVisible();
  const key = ((await page.getByTestId("factor-key").textContent()) ?? "").replaceAll(" ", "");
  await page.getByLabel("Enter the code that it shows").fill("000000");
  await page.getByRole("button", { name: "Turn it on" }).click();
  await expect(page.getByText("This code is wrong, or was used already.")).toBeVisible();
  await page.getByLabel("Enter the code that it shows").fill(codeAt(key, Date.now()));
  await page.getByRole("button", { name: "Turn it on" }).click();
  await expect(page.getByRole("heading", { name: "Keep these recovery codes" })).toBeVisible();
  await expect(page.getByRole("list", { name: "Recovery codes" })).toBeFocused();
  const codes = await page.getByRole("main").getByRole("listitem").allInnerTexts();
  expect(codes).toHaveLength(10);
  return { key, codes };
}

const codeAt = (key: string, atMs: number) => totpCodeAt(key, instant(atMs));

test("what wants a fresh proof asks for the password and goes on by itself", async ({
  browser,
}) => {
  const page = await signedIn(browser, OWNER);
  await ageProofs();
  await page.goto("/office/settings/sign-in");
  await page.getByRole("textbox", { name: "Signed out after doing nothing for" }).fill("60");
  await page.getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("dialog", { name: "Is it you?" });
  await dialog.getByLabel("Password").fill("wrong");
  await dialog.getByRole("button", { name: "Go on" }).click();
  await expect(dialog.getByText("This password is wrong. Try again.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Password").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Go on" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("It holds at once, also for who is signed in.")).toBeVisible();
  await page.reload();
  await expect(
    page.getByRole("textbox", { name: "Signed out after doing nothing for" }),
  ).toHaveValue("60");
  await expectAccessible(page);
});

test("a second factor is set up, asked for, and replaced by a recovery code once", async ({
  browser,
}) => {
  const page = await signedIn(browser, OWNER, "/office/account");
  await page.getByRole("link", { name: "Set up a second factor" }).click();
  await expect(page.getByRole("heading", { name: "Second factor", level: 1 })).toBeVisible();
  const { key, codes } = await setUpFactor(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("10 recovery codes are left.")).toBeVisible();
  await expectAccessible(page);

  const other = await newPage(browser);
  await showPassword(other, OWNER);
  await expect(other.getByRole("heading", { name: "Second step" })).toBeVisible();
  await other.getByLabel("Code of your authenticator").fill("000000");
  await other.getByRole("button", { name: "Go on" }).click();
  await expect(other.getByText("This code is wrong, or was used already.")).toBeVisible();
  await expectAccessible(other);
  const next = codeAt(key, Date.now() + HALF_MINUTE_MS);
  await other.getByLabel("Code of your authenticator").fill(next);
  await other.getByRole("button", { name: "Go on" }).click();
  await other.waitForURL("**/office");

  const third = await newPage(browser);
  const [code = ""] = codes;
  for (const isUsed of [false, true]) {
    await third.context().clearCookies();
    await showPassword(third, OWNER);
    await third.getByRole("button", { name: "Use a recovery code" }).click();
    await third.getByLabel("Recovery code").fill(code);
    await third.getByRole("button", { name: "Go on" }).click();
    if (isUsed) await expect(third.getByText("This recovery code is wrong")).toBeVisible();
    else await third.waitForURL("**/office");
  }

  await ageProofs();
  await page.getByRole("button", { name: "Turn it off" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Turn it off" }).click();
  const proof = page.getByRole("dialog", { name: "Is it you?" });
  await proof.getByLabel("Password").fill(PASSWORD);
  await proof.getByLabel("Code of your authenticator").fill(code);
  await proof.getByRole("button", { name: "Go on" }).click();
  await expect(proof.getByText("This code is wrong, or was used already.")).toBeVisible();
  await expectAccessible(page);
  await proof.getByLabel("Code of your authenticator").fill(codes[1] ?? "");
  await proof.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("Off: whoever learns your password gets in.")).toBeVisible();
});

test("a session is ended from another browser, and then all others", async ({ browser }) => {
  const email = "supervisor@duka.test";
  const [here, there] = [
    await signedIn(browser, email, "/office/account"),
    await signedIn(browser, email, "/office/account"),
  ];
  await here.reload();
  const list = here.getByRole("region", { name: "Where you are signed in" });
  await expect(list.getByText("This one")).toHaveCount(1);
  await expect(list.getByText("Chrome on Linux")).toHaveCount(2);
  await list.getByRole("button", { name: "Sign out Chrome on Linux" }).click();
  await expect(list.getByText("Chrome on Linux")).toHaveCount(1);
  await expect(list.getByRole("group", { name: "Sign-ins" })).toBeFocused();
  await there.reload();
  await there.waitForURL("**/sign-in?**");
  await expect(there.getByText("You have been signed out in this browser.")).toBeVisible();

  const again = await signedIn(browser, email, "/office/account");
  await here.reload();
  await here.getByRole("button", { name: "Sign out everywhere else" }).click();
  const dialog = here.getByRole("dialog");
  await dialog.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(here.getByText("Signed out in 1 other place")).toBeVisible();
  await again.reload();
  await again.waitForURL("**/sign-in?**");
  await here.reload();
  await expect(list).toBeVisible();
});

test("a role that must have a second factor sets it up before anything else", async ({
  browser,
}) => {
  const owner = await signedIn(browser, OWNER, "/office/settings/sign-in");
  await owner.getByText("Supervisor", { exact: true }).click();
  await owner.getByRole("button", { name: "Save" }).click();
  await expect(owner.getByText("It holds at once, also for who is signed in.")).toBeVisible();

  const page = await newPage(browser);
  await showPassword(page, "supervisor@duka.test");
  await page.waitForURL("**/office/account/second-factor");
  await page.goto("/office/sales");
  await page.waitForURL("**/office/account/second-factor");
  await expectAccessible(page);
  await setUpFactor(page);
  await page.getByRole("button", { name: "I have kept them" }).click();
  await page.waitForURL("**/office/account");
  await page.goto("/office/sales");
  await expect(page.getByRole("heading", { name: "Sales", level: 1 })).toBeVisible();
});

test("a business without another service says so, in words", async ({ browser }) => {
  const page = await newPage(browser);
  await page.goto("/sign-in?business=duka&error=external_sign_in_unknown");
  await expect(page.getByText("Nobody here has the e-mail")).toBeVisible();
  await expect(page.getByText("duka signs in with no other service.")).toBeVisible();
  await expectAccessible(page);
});
