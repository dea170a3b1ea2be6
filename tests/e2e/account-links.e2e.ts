import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page } from "@playwright/test";
import { linkIn, type MailServer, startMailServer } from "../factories/mail-server";
import { OfficePage } from "./pages/office-page";
import { startShop, type TestShop } from "./start-shop";
import { test } from "./watched-test";

const DEMO_PASSWORD = "kaunta-demo";
const OWN_PASSWORD = "violet tractor hums";

let shop: TestShop;
let mails: MailServer;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  mails = await startMailServer();
  // The shop's processes take it from here.
  process.env["SMTP_URL"] = mails.url;
  shop = await startShop({ demo: true });
});

test.afterAll(async () => {
  delete process.env["SMTP_URL"];
  await shop.stop();
  await mails.stop();
});

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    baseURL: shop.url,
    locale: "en-GB",
    timezoneId: "Africa/Nairobi",
    viewport: { width: 390, height: 844 },
  });
  return context.newPage();
}

async function signedIn(browser: Browser, email: string, password: string): Promise<Page> {
  const page = await newPage(browser);
  await new OfficePage(page).signIn({ email, password });
  return page;
}

/** As the page of people asks it. */
async function invite(page: Page, email: string): Promise<void> {
  const status = await page.evaluate(
    async (input) => {
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify(input);
      return (await fetch("/api/trpc/people.invite", { method: "POST", headers, body })).status;
    },
    { email, name: "Zawadi Otieno", role: "supervisor", storeIds: null },
  );
  expect(status).toBe(200);
}

async function mailedLink(email: string): Promise<string> {
  await expect.poll(() => mails.to(email).length).toBe(1);
  return linkIn(mails.to(email)[0]);
}

async function expectNoFindings(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test("an invitation by mail leads to a password and into the office, once", async ({ browser }) => {
  const email = "zawadi@duka.test";
  await invite(await signedIn(browser, "owner@duka.test", DEMO_PASSWORD), email);
  const link = await mailedLink(email);

  const page = await newPage(browser);
  const answer = await page.goto(link);
  expect(answer?.headers()["referrer-policy"]).toBe("no-referrer");
  await expect(page.getByText("Duka Moja has made an account for you.")).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
  await expectNoFindings(page);

  await page.getByLabel("New password").fill("zawadi otieno");
  await page.getByRole("button", { name: "Start" }).click();
  await expect(page.getByText("This password is made of your name")).toBeVisible();
  await page.getByLabel("Your name").fill("Zawadi A. Otieno");
  await page.getByLabel("New password").fill(OWN_PASSWORD);
  await page.getByRole("button", { name: "Start" }).click();
  await page.waitForURL("**/office");
  await expect(page.getByText("Zawadi A. Otieno").first()).toBeAttached();

  const later = await newPage(browser);
  await later.goto(link);
  await expect(later.getByText("This link was used already.")).toBeVisible();
  await expectNoFindings(later);
  await later.goto(`${link}x`);
  await expect(later.getByText("This link is not complete.")).toBeVisible();
});

test("a forgotten password is replaced by mail, and old sign-ins are out", async ({ browser }) => {
  const email = "supervisor@duka.test";
  const before = await signedIn(browser, email, DEMO_PASSWORD);

  const page = await newPage(browser);
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.waitForURL("**/forgot");
  await expectNoFindings(page);
  const ask = async (address: string) => {
    await page.goto("/forgot");
    await page.getByLabel("E-mail").fill(address);
    await page.getByRole("button", { name: "Send the link" }).click();
    await expect(page.getByText("Look into your mail")).toBeVisible();
    return ((await page.getByRole("main").textContent()) ?? "").replaceAll(address, "ADDRESS");
  };
  const said = await ask("nobody@nowhere.test");
  expect(await ask(email)).toBe(said);

  await page.goto(await mailedLink(email));
  expect(mails.to("nobody@nowhere.test")).toEqual([]);
  await expect(page.getByText("For your account at Duka Moja.")).toBeVisible();
  await expectNoFindings(page);
  await page.getByLabel("New password").fill(OWN_PASSWORD);
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByText("Your password is changed")).toBeVisible();

  await before.goto("/office");
  await before.waitForURL("**/sign-in?**");
  await page.getByRole("link", { name: "Sign in" }).click();
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("E-mail or password")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(OWN_PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/office");
  await expect.poll(() => mails.to(email).length).toBe(2);
  expect(mails.to(email)[1]?.headers.get("subject")).toContain("was changed");
});
