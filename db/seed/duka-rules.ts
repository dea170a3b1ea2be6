import { minor } from "../../core/money/minor";
import { type DemoCustomer, type DemoRules, PLAIN_PROMOTION } from "./demo-rules";

const TRADE = "TRADE";
const STAFF = "STAFF";
const MEMBERS = "MEMBERS";

const CUSTOMERS: readonly DemoCustomer[] = [
  customer("DM-10001", "Mama Njeri Kiosk", "+254 711 000 201", TRADE),
  customer("DM-10002", "Baraka Hotel", "+254 711 000 202", TRADE),
  customer("DM-10003", "Upendo Academy", "+254 711 000 203", TRADE),
  customer("DM-10004", "Kwa Maina Shop", "+254 711 000 204", TRADE),
  customer("DM-20001", "Joseph Mutua", "+254 711 000 205", STAFF),
  customer("DM-20002", "Faith Chebet", "+254 711 000 206", STAFF),
  customer("DM-30001", "Achieng Odhiambo", "+254 711 000 207", MEMBERS),
  customer("DM-30002", "Peter Kamau", "+254 711 000 208", MEMBERS),
  customer("DM-30003", "Zainab Ali", "+254 711 000 209", MEMBERS),
  customer("DM-30004", "Wanjiru Mwangi", "+254 711 000 210", MEMBERS),
  customer("DM-30005", "Samuel Kiprop", "+254 711 000 211", MEMBERS),
  {
    code: "DM-40001",
    name: "Norwegian Mission",
    phone: "+254 711 000 212",
    isTaxExempt: true,
    groupCodes: [],
  },
];

export const DUKA_RULES: DemoRules = {
  settings: {
    exchangeRates: [
      { currency: "USD", rate: "129.35" },
      { currency: "EUR", rate: "149.8" },
      { currency: "UGX", rate: "0.0361" },
      { currency: "TZS", rate: "0.0524" },
    ],
    measureLayouts: [
      { name: "Weight on our scales", pattern: "21.....{NNDDD}C", measures: "weight" },
      { name: "Price on our scales", pattern: "20.....{NNNDD}C", measures: "price" },
    ],
    takesTips: false,
    pointsPpm: 100,
  },
  groups: [
    { code: TRADE, name: "Trade customers" },
    { code: STAFF, name: "Our people" },
    { code: MEMBERS, name: "Members" },
  ],
  customers: CUSTOMERS,
  priceLists: [
    {
      code: "trade",
      name: "Trade",
      groupCodes: [TRADE],
      skus: [
        "SUG-0002",
        "SUG-0003",
        "SUG-0008",
        "SUG-0010",
        "DRI-0001",
        "DRI-0002",
        "DRI-0005",
        "DRI-0007",
        "HOM-0001",
        "HOM-0003",
        "PER-0007",
        "PER-0009",
      ],
      breaks: [
        { minQuantityMilli: 0, sharePpm: 970_000 },
        { minQuantityMilli: 12_000, sharePpm: 950_000 },
        { minQuantityMilli: 24_000, sharePpm: 930_000 },
      ],
    },
  ],
  promotions: [
    {
      ...PLAIN_PROMOTION,
      code: "KARIBU10",
      name: "Welcome, 10 % off",
      coupon: { code: "KARIBU10", usesMax: 500, usesPerCustomerMax: 1 },
      effect: { kind: "order_percent_off", percentPpm: 100_000 },
    },
    {
      ...PLAIN_PROMOTION,
      code: "OKOA200",
      name: "200 off from 2,000",
      coupon: { code: "OKOA200", usesMax: null, usesPerCustomerMax: null },
      minimumSpendMinor: minor(200_000),
      effect: { kind: "order_amount_off", amountMinor: minor(20_000) },
    },
    {
      ...PLAIN_PROMOTION,
      code: "PASAKA",
      name: "Easter, 15 % off",
      validUntil: "2026-04-07T00:00:00+03:00",
      coupon: { code: "PASAKA", usesMax: null, usesPerCustomerMax: null },
      effect: { kind: "order_percent_off", percentPpm: 150_000 },
    },
    {
      ...PLAIN_PROMOTION,
      code: "TRADE-SOAP",
      name: "Soap, buy 2 and get 1",
      groupCodes: [TRADE],
      skus: ["PER-0007", "PER-0008", "PER-0009", "PER-0010"],
      effect: {
        kind: "buy_x_get_y",
        buyQuantity: 2,
        getQuantity: 1,
        getTarget: null,
        percentPpm: 1_000_000,
      },
    },
    {
      ...PLAIN_PROMOTION,
      code: "STAFF-LUNCH",
      name: "Lunch for our people, 20 % off",
      weekdays: [1, 2, 3, 4, 5, 6],
      fromMinutes: 12 * 60,
      untilMinutes: 15 * 60,
      groupCodes: [STAFF],
      skus: ["PLU-3101", "PLU-3102", "PLU-3103", "DRI-0001", "DRI-0002", "DAI-0001"],
      effect: { kind: "percent_off", percentPpm: 200_000 },
    },
    {
      ...PLAIN_PROMOTION,
      code: "MEMBERS-BREAKFAST",
      name: "Breakfast for members",
      groupCodes: [MEMBERS],
      skus: ["DAI-0001", "DAI-0004", "DAI-0007", "DAI-0008", "DAI-0009"],
      effect: { kind: "mix_and_match", quantity: 4, priceMinor: minor(21_000) },
    },
  ],
};

function customer(code: string, name: string, phone: string, group: string): DemoCustomer {
  return { code, name, phone, groupCodes: [group] };
}
