import { expect, type Locator, type Page } from "@playwright/test";

export type SignIn = { email: string; password: string; returnPath?: string };

/** The office as an owner meets it: everything by role and name, in English. */
export class OfficePage {
  readonly page: Page;
  readonly live: Locator;
  readonly netSales: Locator;
  readonly rows: Locator;
  readonly next: Locator;
  readonly previous: Locator;
  readonly search: Locator;
  readonly receipt: Locator;
  readonly event: Locator;

  constructor(page: Page) {
    this.page = page;
    this.live = page.getByText("Live", { exact: true });
    this.netSales = page.getByRole("region", { name: "Net sales" });
    this.rows = page.getByRole("table", { name: "Sales" }).locator("tbody").getByRole("row");
    this.next = page.getByRole("link", { name: "Next" });
    this.previous = page.getByRole("link", { name: "Previous" });
    this.search = page.getByRole("searchbox", { name: "Receipt number" });
    this.receipt = page.getByRole("region", { name: "Receipt", exact: true }).getByRole("article");
    this.event = page.getByRole("region", { name: "Event", exact: true });
  }

  async signIn({ email, password, returnPath = "/office" }: SignIn): Promise<void> {
    await this.page.goto(`/sign-in?${new URLSearchParams({ callbackUrl: returnPath })}`);
    await this.page.getByLabel("E-mail").fill(email);
    await this.page.getByLabel("Password", { exact: true }).fill(password);
    await this.page.getByRole("button", { name: "Sign in", exact: true }).click();
    await this.page.waitForURL(`**${returnPath}`);
  }

  /** Shows the day, and waits until new sales reach it by themselves. */
  async openToday(): Promise<void> {
    await this.page.goto("/office");
    await expect(this.live).toBeVisible();
  }

  /** A figure of the strip with its label and its change. */
  figure(label: string): Locator {
    return this.page
      .getByRole("main")
      .getByText(label, { exact: true })
      .first()
      .locator("xpath=../..");
  }

  /** `query` as the address has it: "receipt=…", "kind=refund". */
  async openSales(query = ""): Promise<void> {
    await this.page.goto(query === "" ? "/office/sales" : `/office/sales?${query}`);
    await expect(this.page.getByRole("heading", { name: "Sales", level: 1 })).toBeVisible();
  }

  row(receiptNumber: string): Locator {
    return this.rows.filter({ hasText: receiptNumber });
  }

  async openSale(receiptNumber: string): Promise<void> {
    await this.row(receiptNumber).getByRole("link").click();
    await expect(this.page.getByRole("heading", { name: receiptNumber, level: 1 })).toBeVisible();
  }

  async openAccount(): Promise<void> {
    await this.page.getByRole("complementary").getByRole("button").click();
  }
}
