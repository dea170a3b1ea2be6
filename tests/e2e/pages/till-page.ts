import { expect, type Locator, type Page } from "@playwright/test";

export type SetUp = {
  email: string;
  password: string;
  /** As the list of stores shows it; the first store when left out. */
  store?: string;
  /** As the chips show it; the first free till when left out. */
  register?: string;
};

/** Between two keys of the scanner; a person is never as quick. */
const SCANNER_KEY_MS = 4;

/** The till as a cashier meets it: everything by role and name, in English. */
export class TillPage {
  readonly page: Page;
  readonly sale: Locator;
  readonly lines: Locator;
  readonly exactCash: Locator;
  readonly changeDue: Locator;
  readonly receiptHeading: Locator;
  readonly syncPill: Locator;
  readonly search: Locator;
  readonly unknownCode: Locator;

  constructor(page: Page) {
    this.page = page;
    this.sale = page.getByRole("complementary", { name: "Sale" });
    this.lines = page.getByRole("list", { name: "Lines of this sale" }).getByRole("listitem");
    this.exactCash = page.getByRole("button", { name: /^Exact cash/ });
    this.changeDue = page.getByRole("region", { name: "Change due" });
    this.receiptHeading = page.getByText(/^Receipt \S+ ·/);
    this.syncPill = page.getByRole("banner").getByRole("status");
    this.search = page.getByRole("searchbox", { name: "Search products" });
    this.unknownCode = page.getByRole("alert").filter({ hasText: "No product has the code" });
  }

  async open(): Promise<void> {
    await this.page.goto("/till");
  }

  /** Signs in to the office and makes this browser a register. Ends at the PIN keys. */
  async setUp({ email, password, store, register }: SetUp): Promise<void> {
    await this.page.goto("/sign-in?callbackUrl=/till");
    await this.page.getByLabel("E-mail").fill(email);
    await this.page.getByLabel("Password", { exact: true }).fill(password);
    await this.page.getByRole("button", { name: "Sign in", exact: true }).click();
    const start = this.page.getByRole("button", { name: "Set up this device" });
    await expect(start).toBeVisible({ timeout: 20_000 });
    if (store !== undefined) {
      await this.page.getByRole("button", { name: /Store$/ }).click();
      await this.page.getByRole("option", { name: store }).click();
    }
    if (register !== undefined) {
      await this.page.getByText(register, { exact: true }).click();
    }
    await this.acceptStorage(start);
    await start.click();
    await expect(this.page.getByRole("heading", { name: "Who is selling?" })).toBeVisible({
      timeout: 60_000,
    });
  }

  /** A browser under test seldom promises to keep anything: go on all the same. */
  private async acceptStorage(start: Locator): Promise<void> {
    const goOn = this.page.getByRole("checkbox", { name: "Go on without this promise" });
    await expect(async () => {
      const isAsked = (await goOn.count()) > 0 && !(await goOn.isChecked());
      if (isAsked) await this.page.getByText("Go on without this promise").click();
      await expect(start).toBeEnabled({ timeout: 500 });
    }).toPass({ timeout: 20_000 });
  }

  /** @param person the display name, or a part of it. */
  async unlock({ person, pin }: { person: string | RegExp; pin: string }): Promise<void> {
    await this.page
      .getByRole("list", { name: "Staff of this store" })
      .getByRole("button", { name: person })
      .first()
      .click();
    const keys = this.page.getByRole("group", { name: "PIN keys" });
    for (const digit of pin) {
      await keys.getByRole("button", { name: digit, exact: true }).click();
    }
    await this.page.getByRole("button", { name: "Unlock" }).click();
  }

  async openShift({ float }: { float: string } = { float: "0" }): Promise<void> {
    if (float === "0") {
      await this.page.getByRole("button", { name: "Open without float" }).click();
    } else {
      await this.press(float);
      await this.page
        .getByRole("button", { name: /^Open with/ })
        .last()
        .click();
    }
    await expect(this.search).toBeVisible();
  }

  /** Digits and the decimal sign on the number keys that are shown. */
  async press(digits: string): Promise<void> {
    const keys = this.page.getByRole("group", { name: "Number keys" });
    for (const digit of digits) {
      await keys.getByRole("button", { name: digit, exact: true }).click();
    }
  }

  /**
   * Types as a keyboard wedge does, with Enter at the end, wherever the focus is. The keys carry
   * the times at which a scanner sends them: how busy this machine is says nothing about a scanner.
   */
  async scan(code: string): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const startedAt = Date.now() / 1000;
    const keys = [...[...code].map((key) => ({ key, text: key })), { key: "Enter", text: "\r" }];
    await Promise.all(
      keys.flatMap((key, index) => {
        const timestamp = startedAt + (index * SCANNER_KEY_MS) / 1000;
        const windowsVirtualKeyCode = key.key === "Enter" ? 13 : key.key.charCodeAt(0);
        const event = { ...key, timestamp, windowsVirtualKeyCode };
        return [
          session.send("Input.dispatchKeyEvent", { type: "keyDown", ...event }),
          session.send("Input.dispatchKeyEvent", { type: "keyUp", ...event }),
        ];
      }),
    );
    await session.detach();
  }

  tile(name: string): Locator {
    return this.page
      .getByRole("list", { name: "Products" })
      .getByRole("button", { name: new RegExp(`^${escapePattern(name)},`) });
  }

  line(name: string): Locator {
    return this.lines.filter({ hasText: name });
  }

  async payExact(): Promise<void> {
    await this.exactCash.click();
    await this.expectPaid();
  }

  async payBy(method: "Card" | "M-Pesa"): Promise<void> {
    await this.page.getByRole("button", { name: new RegExp(`^${method}`) }).click();
    await this.expectPaid();
  }

  /** @param amount as typed, such as "2000". */
  async payCash(amount: string): Promise<void> {
    await this.page.getByRole("button", { name: "Other payment" }).click();
    await this.press(amount);
    await this.page.getByRole("button", { name: /^Take cash/ }).click();
    await this.expectPaid();
  }

  async expectPaid(): Promise<void> {
    await expect(this.page.getByRole("heading", { name: "Paid" })).toBeVisible();
  }

  /** Of the sale that was just paid. */
  async receiptNumber(): Promise<string> {
    const text = (await this.receiptHeading.textContent()) ?? "";
    return /^Receipt (\S+)/.exec(text)?.[1] ?? "";
  }

  async nextSale(): Promise<void> {
    await this.page.getByRole("button", { name: "Next sale" }).click();
    await expect(this.exactCash).toBeVisible();
  }

  /** The sum to pay as it stands on the screen, such as "1,845.00". */
  async total(): Promise<string> {
    const totals = this.page.getByRole("region", { name: "Totals" });
    const text = (await totals.locator("bdi").last().textContent()) ?? "";
    return text.replace(/\s/g, "");
  }
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
