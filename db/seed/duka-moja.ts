import type { DemoTenant } from "./demo-tenant";
import { DUKA_BABY } from "./duka-baby";
import { DUKA_BAKERY } from "./duka-bakery";
import { DUKA_BODY_CARE } from "./duka-body-care";
import { DUKA_CATEGORIES } from "./duka-categories";
import { DUKA_DAIRY_EGGS } from "./duka-dairy-eggs";
import { DUKA_DRINKS } from "./duka-drinks";
import { DUKA_FLOUR_RICE } from "./duka-flour-rice";
import { DUKA_FRESH } from "./duka-fresh";
import { DUKA_HOME_CARE } from "./duka-home-care";
import { DUKA_HOUSEHOLD } from "./duka-household";
import { DUKA_MEAT } from "./duka-meat";
import { DUKA_OIL_SPICE } from "./duka-oil-spice";
import { DUKA_STAFF, DUKA_STORES } from "./duka-people";
import { DUKA_RULES } from "./duka-rules";
import { DUKA_SNACKS } from "./duka-snacks";
import { DUKA_STATIONERY } from "./duka-stationery";
import { DUKA_SUGAR_TEA } from "./duka-sugar-tea";

export const DUKA_MOJA: DemoTenant = {
  code: "duka",
  name: "Duka Moja",
  legalName: "Duka Moja Limited",
  country: "KE",
  currency: "KES",
  language: "en",
  taxNumber: "P051234567X",
  pricesIncludeTax: true,
  defaultTaxGroupCode: "B",
  taxGroups: [
    { code: "A", name: "Exempt", ratePpm: 0 },
    { code: "B", name: "VAT 16 %", ratePpm: 160_000 },
    { code: "C", name: "Zero rated", ratePpm: 0 },
    { code: "E", name: "VAT 8 %", ratePpm: 80_000 },
  ],
  categories: DUKA_CATEGORIES,
  stores: DUKA_STORES,
  staff: DUKA_STAFF,
  rules: DUKA_RULES,
  products: [
    ...DUKA_FLOUR_RICE,
    ...DUKA_SUGAR_TEA,
    ...DUKA_DAIRY_EGGS,
    ...DUKA_BAKERY,
    ...DUKA_FRESH,
    ...DUKA_OIL_SPICE,
    ...DUKA_DRINKS,
    ...DUKA_HOME_CARE,
    ...DUKA_BODY_CARE,
    ...DUKA_HOUSEHOLD,
    ...DUKA_SNACKS,
    ...DUKA_MEAT,
    ...DUKA_BABY,
    ...DUKA_STATIONERY,
  ],
};
