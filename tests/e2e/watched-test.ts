import { type BrowserContext, test as base, expect } from "@playwright/test";

/** What a browser said of a policy that a page broke; nobody may leave a test with one. */
const violations: string[] = [];

/** Listen to every page of this context for what its policy refused. */
export function watchPolicy(context: BrowserContext): void {
  context.on("console", (message) => {
    const text = message.text();
    if (/content.security.policy/i.test(text))
      violations.push(`${message.location().url}: ${text}`);
  });
}

/** The test of every browser test: the same, with an eye on each page's policy. */
export const test = base.extend<{ policyWatch: undefined }>({
  browser: async ({ browser }, use) => {
    const newContext = browser.newContext.bind(browser);
    browser.newContext = async (options) => {
      const context = await newContext(options);
      watchPolicy(context);
      return context;
    };
    await use(browser);
  },
  policyWatch: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures here.
    async ({}, use) => {
      await use(undefined);
      expect(violations.splice(0)).toEqual([]);
    },
    { auto: true },
  ],
});
