import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type Browser, expect, type Page } from "@playwright/test";
import { instant } from "../../core/time";
import { totpCodeAt } from "../../server/auth/factors/totp";
import { APP_SURFACE } from "../db/isolation/app-surface";
import { linkIn, type MailServer, startMailServer } from "../factories/mail-server";
import { OWNER } from "./counter-shop";
import { EVIL, FORGED } from "./forged-headers";
import { OfficePage } from "./pages/office-page";
import { askRaw, type RawAnswer } from "./raw-request";
import { startShop, type TestShop } from "./start-shop";
import { test } from "./watched-test";

const CANARIES = {
  CRON_SECRET: "canary-of-the-scheduler-0123456789abcdef",
  METRICS_TOKEN: "canary-of-the-measures-0123456789abcdef",
};

let shop: TestShop;
let mails: MailServer;
/** Whoever is made to ask it would show that a header chose the address. */
let elsewhere: Server;
let askedElsewhere: string[];
let cookie: string;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  mails = await startMailServer();
  askedElsewhere = [];
  elsewhere = createServer((request, response) => {
    askedElsewhere.push(request.url ?? "");
    response.end();
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  shop = await startShop({ demo: true, variables: { ...CANARIES, SMTP_URL: mails.url } });
  const page = await newPage(browser);
  await new OfficePage(page).signIn(OWNER);
  const cookies = await page.context().cookies();
  cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  await page.context().close();
});

test.afterAll(async () => {
  await shop.stop();
  await mails.stop();
  elsewhere.close();
});

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: shop.url, locale: "en-GB" });
  return context.newPage();
}

/** Addresses of all pages that need no id. */
const PAGES = Object.keys(APP_SURFACE)
  .filter((file) => file.endsWith("/page.tsx") && !file.includes("["))
  .map((file) => {
    const parts = file.split("/").slice(0, -1);
    return `/${parts.filter((part) => !part.startsWith("(")).join("/")}`;
  });
const OFFICE_PAGES = PAGES.filter((path) => path.startsWith("/office"));

/** Words that only who is signed in may read. */
const INSIDE = ["Duka Moja", "Net sales", "Wanjiku"];

function expectNoForeignAddress({ headers, text }: RawAnswer, what: unknown): void {
  expect([what, JSON.stringify(headers)]).toEqual([what, expect.not.stringContaining(EVIL)]);
  expect([what, text.includes(EVIL)]).toEqual([what, false]);
}

test("no forged header shows an office page to nobody", async () => {
  for (const headers of FORGED) {
    const answers = OFFICE_PAGES.map(async (path) => {
      const answer = await askRaw(shop.url + path, { headers });
      const what = [path, ...Object.keys(headers)];
      for (const word of INSIDE) {
        expect([what, word, answer.text.includes(word)]).toEqual([what, word, false]);
      }
      expectNoForeignAddress(answer, what);
      expect([what, answer.headers["content-security-policy"]]).toEqual([
        what,
        expect.stringContaining("frame-ancestors 'none'"),
      ]);
    });
    await Promise.all(answers);
  }
});

test("no forged header changes a page of who is signed in, or takes its policy off", async () => {
  const [path] = OFFICE_PAGES;
  for (const headers of FORGED) {
    const answer = await askRaw(`${shop.url}${path}`, { headers: { cookie, ...headers } });
    expectNoForeignAddress(answer, Object.keys(headers));
    expect(String(answer.headers["content-security-policy"])).toMatch(/'nonce-.+'/);
    if (!("rsc" in headers)) expect(answer.text).toContain("<html");
  }
});

/** The request by which a page called its server action, as the browser sent it. */
async function captureAction(page: Page, act: () => Promise<void>) {
  const sent = page.waitForRequest((request) => request.headers()["next-action"] !== undefined);
  await act();
  const request = await sent;
  return { headers: await request.allHeaders(), body: request.postDataBuffer() ?? Buffer.of() };
}

/** Send it once more, as if this deployment were called something else. */
function replayAt(path: string, sent: Awaited<ReturnType<typeof captureAction>>, host: string) {
  const own = Object.entries(sent.headers).filter(([name]) => !/^(:|content-length)/.test(name));
  const headers = { ...Object.fromEntries(own), host, origin: `http://${host}` };
  return askRaw(shop.url + path, { method: "POST", headers, body: sent.body });
}

const hostElsewhere = () => `127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;

test("a forged host chooses no link of a letter and no address that the server asks", async ({
  browser,
}) => {
  const page = await newPage(browser);
  await page.goto("/forgot");
  await page.getByLabel("E-mail").fill("supervisor@duka.test");
  const forgot = await captureAction(page, () =>
    page.getByRole("button", { name: "Send the link" }).click(),
  );
  await expect.poll(() => mails.to("supervisor@duka.test").length).toBe(1);
  expect((await replayAt("/forgot", forgot, EVIL)).status).toBe(200);
  await expect.poll(() => mails.to("supervisor@duka.test").length).toBe(2);
  for (const mail of mails.to("supervisor@duka.test")) {
    expect(linkIn(mail)).toContain(`${shop.url}/reset/`);
    expect(mail.text + mail.html).not.toContain(EVIL);
  }

  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(OWNER.email);
  await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
  const signIn = await captureAction(page, () =>
    page.getByRole("button", { name: "Sign in", exact: true }).click(),
  );
  await page.waitForURL(`${shop.url}/office`);
  const again = await replayAt("/sign-in", signIn, hostElsewhere());
  expect(again.headers["x-action-redirect"] ?? again.headers["location"]).toMatch(/^\/office/);
  expect(askedElsewhere).toEqual([]);
  await page.context().close();
});

test("the library of the sign-in leads to no forged host", async () => {
  const auth = `${shop.url}/api/auth`;
  for (const forged of [
    { host: EVIL },
    { "x-forwarded-host": EVIL, "x-forwarded-proto": "https" },
  ]) {
    const csrf = await askRaw(`${auth}/csrf`, { headers: forged });
    const [set = ""] = csrf.headers["set-cookie"] ?? [];
    const { csrfToken } = JSON.parse(csrf.text);
    for (const callbackUrl of [`https://${EVIL}/`, `//${EVIL}`, "/office/sales"]) {
      const headers = {
        ...forged,
        cookie: set.split(";")[0] ?? "",
        "content-type": "application/x-www-form-urlencoded",
      };
      const body = String(new URLSearchParams({ csrfToken, callbackUrl }));
      const out = await askRaw(`${auth}/signout`, { method: "POST", headers, body });
      expect(out.headers["location"]).toMatch(new RegExp(`^${shop.url}/office(/sales)?$`));
      expectNoForeignAddress(out, forged);
    }
    for (const path of [
      "/signin",
      "/signin?callbackUrl=https://evil.example",
      "/error",
      "/session",
    ]) {
      const { headers } = await askRaw(auth + path, { headers: forged });
      const to = new URL(String(headers["location"] ?? "/"), shop.url);
      expect(to.origin).toBe(shop.url);
      expect(to.searchParams.get("callbackUrl") ?? shop.url).toContain(shop.url);
    }
  }
});

/** Put another place to go to where the page keeps it, behind the page's own check. */
async function plantReturn(page: Page, address: string): Promise<void> {
  await page
    .locator("input[name=callbackUrl]")
    .first()
    .evaluate((field, planted) => {
      (field as HTMLInputElement).value = planted;
    }, address);
}

test("signing in leads to no other origin, after a password and after a second step", async ({
  browser,
}) => {
  const page = await newPage(browser);
  const showPassword = async (address: string) => {
    await page.context().clearCookies();
    await page.goto(`/sign-in?${new URLSearchParams({ callbackUrl: address })}`);
    await page.getByLabel("E-mail").fill("accountant@duka.test");
    await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
    await plantReturn(page, address);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
  };
  for (const address of [`https://${EVIL}/`, `/\\${EVIL}`]) {
    await showPassword(address);
    await page.waitForURL(`${shop.url}/office`);
  }
  const call = async (path: string, data: unknown) => {
    const headers = { origin: shop.url, "sec-fetch-site": "same-origin" };
    const answer = await page.request.post(`/api/trpc/${path}`, { headers, data });
    expect([path, answer.status()]).toEqual([path, 200]);
    return (await answer.json()).result.data;
  };
  const { key } = await call("session.beginFactor", {});
  const codeAt = (atMs: number) => totpCodeAt(key, instant(atMs));
  await call("session.confirmFactor", { code: codeAt(Date.now()) });
  await showPassword(`//${EVIL}`);
  await page.getByLabel("Code of your authenticator").fill(codeAt(Date.now() + 30_000));
  await plantReturn(page, `//${EVIL}`);
  await page.getByRole("button", { name: "Go on" }).click();
  await page.waitForURL(`${shop.url}/office`);
  await page.context().close();
});

/** Variables that only the server reads, as it names them itself. */
function serverVariables(): string[] {
  const source = readFileSync("server/env.ts", "utf8");
  const names = [...source.matchAll(/^ {2}([A-Z]+_[A-Z_]+): /gm)].map(([, name]) => name ?? "");
  expect(names).toContain("AUTH_SECRET");
  // Some a screen names, for whoever is to set them.
  const messages = readdirSync("components/messages").filter((file) => file.endsWith("-en.ts"));
  const said = messages.map((file) => readFileSync(join("components/messages", file), "utf8"));
  return names.filter((name) => !said.some((text) => text.includes(name)));
}

test("nothing that a browser is given holds a secret or names one", async () => {
  const { authSecret, appUrl, adminUrl } = shop;
  const values = [authSecret, appUrl, adminUrl, mails.url, ...Object.values(CANARIES)];
  const passwords = [appUrl, adminUrl].map((url) => new URL(url).password);
  const forbidden = [...values, ...passwords, ...serverVariables()].filter(
    (text) => text.length > 5,
  );
  const folder = join(".next", "static");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(js|css|json|map|txt)$/.test(file))
    .map((file) => ({ name: file, text: readFileSync(join(folder, file), "utf8") }));
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter(({ name }) => name.endsWith(".map"))).toEqual([]);
  const served = [...PAGES, "/serwist/sw.js", "/manifest.webmanifest", "/api/health"];
  for (const name of served) {
    files.push({ name, text: (await askRaw(shop.url + name, { headers: { cookie } })).text });
  }
  const found = files.flatMap(({ name, text }) =>
    forbidden.filter((one) => text.includes(one)).map((one) => `${name}: ${one}`),
  );
  expect(found).toEqual([]);
});
