import type { DemoCategory, DemoProduct, DemoTaxGroup } from "./demo-product";
import type { DemoRules } from "./demo-rules";

export type DemoRole = "owner" | "admin" | "supervisor" | "cashier" | "accountant" | "auditor";

/** `storeCodes` lists where the person may work; `pin` is for tills, `password` for the office. */
export type DemoStaffMember = {
  readonly email: string;
  readonly name: string;
  readonly displayName: string;
  readonly role: DemoRole;
  readonly password: string;
  readonly pin?: string;
  readonly storeCodes: readonly string[];
};

/** `dayEndsAtMinutes` counts from local midnight; a sale before it belongs to the day before. */
export type DemoStore = {
  readonly code: string;
  readonly name: string;
  readonly addressLines: readonly string[];
  readonly phone: string;
  readonly timezone: string;
  readonly dayEndsAtMinutes: number;
  readonly registerNames: readonly string[];
};

export type DemoTenant = {
  readonly code: string;
  readonly name: string;
  readonly legalName: string;
  readonly country: string;
  readonly currency: string;
  readonly language: "en" | "sw";
  readonly taxNumber: string;
  readonly pricesIncludeTax: boolean;
  readonly defaultTaxGroupCode: string;
  readonly taxGroups: readonly DemoTaxGroup[];
  readonly categories: readonly DemoCategory[];
  readonly stores: readonly DemoStore[];
  readonly staff: readonly DemoStaffMember[];
  readonly products: readonly DemoProduct[];
  readonly rules: DemoRules;
};
