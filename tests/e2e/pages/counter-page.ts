import { expect, type Locator } from "@playwright/test";
import { TillPage } from "./till-page";

/** What a counter does beside selling, by role and name as a cashier meets it. */
export class CounterPage extends TillPage {
  /** The panel that stands over the sale. */
  get panel(): Locator {
    return this.page.getByRole("dialog").last();
  }

  key(name: string | RegExp): Locator {
    return this.panel.getByRole("button", { name });
  }

  get paidHeading(): Locator {
    return this.page.getByRole("heading", { name: /^(Paid|Returned|Voided|Deposit taken)$/ });
  }

  get giveBack(): Locator {
    return this.page.getByRole("region", { name: "Give back" });
  }

  async expectPanel(title: string | RegExp): Promise<void> {
    await expect(this.panel.getByRole("heading", { name: title }).first()).toBeVisible();
  }

  /** Scans products one after the other and waits for each line. */
  async scanProducts(products: readonly { name: string; code: string }[]): Promise<void> {
    for (const product of products) {
      await this.scan(product.code);
      await expect(this.line(product.name)).toBeVisible();
    }
  }

  /** @returns its receipt number. */
  async sell(products: readonly { name: string; code: string }[]): Promise<string> {
    await this.scanProducts(products);
    await this.payExact();
    return this.receiptNumber();
  }

  /** Scans a receipt's barcode and waits for its goods. */
  async scanReceipt(receiptNumber: string): Promise<void> {
    await this.scan(receiptNumber);
    await this.expectPanel("Return");
    await expect(this.panel.getByText(receiptNumber).first()).toBeVisible();
  }

  /** A line of the receipt in the panel of a return. */
  returnLine(name: string): Locator {
    return this.panel
      .getByRole("list", { name: "Goods of this receipt" })
      .getByRole("listitem")
      .filter({ hasText: name });
  }

  reason(name: string): Locator {
    return this.panel.getByRole("button", { name, exact: true });
  }

  /** Somebody with the permission says yes, in place. */
  async approve({ person, pin }: { person: RegExp; pin: string }): Promise<void> {
    const overlay = this.page.getByRole("dialog").last();
    await overlay.getByRole("button", { name: person }).click();
    const keys = overlay.getByRole("group", { name: "PIN keys" });
    for (const digit of pin) {
      await keys.getByRole("button", { name: digit, exact: true }).click();
    }
    await overlay.getByRole("button", { name: /^Approve/ }).click();
  }

  async expectSettled(): Promise<void> {
    await expect(this.paidHeading).toBeVisible();
  }

  async next(): Promise<void> {
    await this.page.getByRole("button", { name: "Next sale" }).click();
    await expect(this.paidHeading).toHaveCount(0);
  }
}
