import { BRIGHT_BOOKS } from "./bright-books";
import { BRIGHT_BULBS } from "./bright-bulbs";
import { BRIGHT_DESK } from "./bright-desk";
import { BRIGHT_FILING } from "./bright-filing";
import { BRIGHT_FITTINGS } from "./bright-fittings";
import { BRIGHT_PAPER } from "./bright-paper";
import { BRIGHT_PENS } from "./bright-pens";
import { BRIGHT_POWER } from "./bright-power";
import type { DemoTenant } from "./demo-tenant";

/** A trade counter: prices are shown and entered without tax, which is added at the end. */
export const BRIGHT_AND_CO: DemoTenant = {
  code: "bright",
  name: "Bright & Co",
  legalName: "Bright & Co Trade Supplies Ltd",
  country: "GB",
  currency: "GBP",
  language: "en",
  taxNumber: "GB123456782",
  pricesIncludeTax: false,
  defaultTaxGroupCode: "S",
  taxGroups: [
    { code: "S", name: "Standard 20 %", ratePpm: 200_000 },
    { code: "R", name: "Reduced 5 %", ratePpm: 50_000 },
    { code: "Z", name: "Zero rated", ratePpm: 0 },
  ],
  categories: [
    { code: "PAP", name: "Paper", nameSwahili: "Karatasi", hue: 85, icon: "file-text" },
    { code: "PEN", name: "Pens", nameSwahili: "Kalamu", hue: 240, icon: "pen-line" },
    { code: "FIL", name: "Filing", nameSwahili: "Mafaili", hue: 45, icon: "folder-open" },
    { code: "DSK", name: "Desk", nameSwahili: "Dawati", hue: 145, icon: "scissors" },
    { code: "BUL", name: "Bulbs", nameSwahili: "Balbu", hue: 108, icon: "lightbulb" },
    { code: "FIT", name: "Fittings", nameSwahili: "Taa", hue: 285, icon: "lamp-ceiling" },
    { code: "POW", name: "Power", nameSwahili: "Umeme", hue: 200, icon: "plug" },
    { code: "BOO", name: "Books", nameSwahili: "Vitabu", hue: 330, icon: "book-open" },
  ],
  stores: [
    {
      code: "clerkenwell",
      name: "Clerkenwell",
      addressLines: ["18 Farringdon Lane", "London EC1R"],
      phone: "+44 20 7946 0018",
      timezone: "Europe/London",
      dayEndsAtMinutes: 0,
      registerNames: ["Counter 1"],
    },
  ],
  staff: [
    {
      email: "owner@bright.test",
      name: "Eleanor Bright",
      displayName: "Eleanor B.",
      role: "owner",
      password: "kaunta-demo",
      pin: "222222",
      storeCodes: ["clerkenwell"],
    },
  ],
  rules: {
    settings: { takesTips: true, pointsPpm: 0 },
    groups: [],
    customers: [],
    priceLists: [],
    promotions: [],
  },
  products: [
    ...BRIGHT_PAPER,
    ...BRIGHT_PENS,
    ...BRIGHT_FILING,
    ...BRIGHT_DESK,
    ...BRIGHT_BULBS,
    ...BRIGHT_FITTINGS,
    ...BRIGHT_POWER,
    ...BRIGHT_BOOKS,
  ],
};
