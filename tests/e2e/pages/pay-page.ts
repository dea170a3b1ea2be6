import { expect, type Locator, type Page } from "@playwright/test";
import type { TillPage } from "./till-page";

export type DiscountScope = "This item" | "Whole sale";

/** Lines, discounts, explanations, payments and approvals of a till, as a cashier meets them. */
export class PayPage {
  readonly till: TillPage;
  readonly page: Page;
  readonly lineKeys: Locator;
  readonly approval: Locator;
  readonly left: Locator;

  constructor(till: TillPage) {
    this.till = till;
    this.page = till.page;
    this.lineKeys = till.sale.getByRole("toolbar");
    this.approval = this.page.getByRole("dialog", { name: "Needs an approval" });
    this.left = this.page.getByRole("region", { name: "Totals" });
  }

  panel(title: string | RegExp): Locator {
    return this.till.sale.getByRole("dialog", { name: title });
  }

  /** Percent off the current line or the whole sale, with a reason. */
  async discount(given: { scope: DiscountScope; percent: string; reason: string }): Promise<void> {
    if (given.scope === "This item") {
      await this.lineKeys.getByRole("button", { name: "Discount" }).click();
    } else {
      await this.page.keyboard.press("F6");
    }
    const panel = this.panel("Discount");
    await expect(panel.getByRole("radio", { name: given.scope })).toBeChecked();
    await this.till.press(given.percent);
    await panel.getByRole("button", { name: given.reason }).click();
    await panel.getByRole("button", { name: /^Take off/ }).click();
  }

  /** A new price for the current line. */
  async overridePrice(given: { price: string; reason: string }): Promise<void> {
    await this.lineKeys.getByRole("button", { name: "Price" }).click();
    const panel = this.panel(/^New price of/);
    await this.till.press(given.price);
    await panel.getByRole("button", { name: given.reason }).click();
    await panel.getByRole("button", { name: /^Set price to/ }).click();
  }

  /** Somebody who may types a PIN; the reason stays as the cashier gave it. */
  async approve(person: string, pin: string): Promise<void> {
    await this.approval.getByRole("button", { name: person }).click();
    const keys = this.approval.getByRole("group", { name: "PIN keys" });
    for (const digit of pin) {
      await keys.getByRole("button", { name: digit, exact: true }).click();
    }
    await this.approval.getByRole("button", { name: "Approve" }).click();
  }

  async removeCurrent(reason: string): Promise<void> {
    await this.lineKeys.getByRole("button", { name: "Remove" }).click();
    await this.panel(/^Why remove/)
      .getByRole("button", { name: reason })
      .click();
  }

  /** Types a coupon's code into its panel, which stays open. */
  async useCoupon(code: string): Promise<Locator> {
    const panel = this.panel("Discount");
    if (!(await panel.isVisible())) {
      await this.page.keyboard.press("k");
    }
    await panel.getByLabel("Coupon code").fill(code);
    await panel.getByRole("button", { name: "Use coupon" }).click();
    return panel;
  }

  async openPayment(): Promise<Locator> {
    await this.page.getByRole("button", { name: "Other payment" }).click();
    return this.panel("Payment");
  }

  /** The rows of the explanation of the current line: what, and how much. */
  async explanation(): Promise<{ label: string; amount: string }[]> {
    await this.lineKeys.getByRole("button", { name: "Why" }).click();
    const rows = this.till.sale.getByRole("dialog").locator("dl > div");
    await expect(rows.first()).toBeVisible();
    return rows.evaluateAll((elements) =>
      elements.map((element) => ({
        label: element.querySelector("dt span")?.textContent ?? "",
        amount: element.querySelector("dd")?.textContent ?? "",
      })),
    );
  }
}

/** An amount of the screen in cents: "−45.00" is -4500. */
export function centsOf(amount: string): number {
  const sign = /^\u2212/.test(amount) ? -1 : 1;
  return sign * Number(amount.replace(/[^\d]/g, ""));
}
