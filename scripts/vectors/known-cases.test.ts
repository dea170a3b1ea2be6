import { expect, it } from "vitest";
import { readVectorFile } from "./read-vector-file";
import { formatVerdict } from "./verdict";

/** What other tills come to, by facts alone: the area, the choice, what goes in, what comes out. */
type Fact = readonly [area: string, policy: string, input: object, expected: object];

function run([area, policy, input, expected]: Fact): string {
  const vectors = [{ id: "fact", area, policy, input, expected }];
  const [vector] = readVectorFile("facts", JSON.stringify({ meta: {}, vectors }));
  return vector ? formatVerdict(vector.run()) : "";
}

/** "15%x" is a percentage on top, "1fi+" a duty inside that later taxes are taken on too. */
function taxes(text: string) {
  return text.split(" ").map((word) => {
    const [, amount, kind, place, adds] = /^([\d.]+)([%fd])([ix])(\+?)$/.exec(word) ?? [];
    return {
      kind: kind === "%" ? "percent" : kind === "f" ? "fixed" : "division",
      amount,
      price_includes_tax: place === "i",
      adds_to_next_base: adds === "+",
    };
  });
}

function taxLines(text: string) {
  return text.split(" ").map((word) => {
    const [base, amount] = word.split(":");
    return { base, amount };
  });
}

type StackRow = readonly [
  policy: string,
  price: string,
  taxes: string,
  net: string,
  gross: string,
  lines: string,
  more?: { quantity?: number; unit?: string; isGlobal?: boolean },
];

const YEN = { unit: "1" };

const STACKS: readonly StackRow[] = [
  ["coarse_currency_unit", "5.00", "5%i", "4.75", "5.00", "4.75:0.25", { unit: "0.05" }],
  ["universal", "2300.00", "15%x 5.5%i", "2180.09", "2627.01", "2180.09:327.01 2180.09:119.91"],
  ["zero_decimal_currency", "22689", "19%x", "22689", "27000", "22689:4311", YEN],
  ["zero_decimal_currency", "27000", "19%i", "22689", "27000", "22689:4311", YEN],
  ["zero_decimal_currency", "10920", "19%i", "9176", "10920", "9176:1744", YEN],
  ["universal", "9176.00", "19%x", "9176.00", "10919.44", "9176.00:1743.44"],
  ["universal", "2.80", "21%i", "2.31", "2.80", "2.31:0.49"],
  ["division_tax", "200", "10dx 10fx 10%x", "200", "252.22", "200:22.22 200:10 200:20"],
  ["universal", "20", "1fx 21%x 2fx", "100", "136", "100:5 100:21 100:10", { quantity: 5 }],
  ["compound_tax", "120", "1fx+ 21%i 2fx", "99", "123", "99:1 100:21 100:2"],
  ["fixed_tax", "-10", "1fx", "20", "22", "20:2", { quantity: -2 }],
  ["fixed_tax", "0", "1fx", "0", "1", "0:1"],
  ["compound_tax", "106", "6%i+ 6%x 3%x", "100", "115.54", "100:6 106:6.36 106:3.18"],
  ["round_globally", "106", "6%i+ 6%x", "100", "112.36", "100:6 106:6.36", { isGlobal: true }],
  ["universal", "200", "10fx 10%x", "200", "230", "200:10 200:20"],
  ["compound_tax", "200", "10fx+ 10%x", "200", "231", "200:10 210:21"],
  ["universal", "200.00", "10%i+", "181.82", "200.00", "181.82:18.18"],
  [
    "compound_tax",
    "132",
    "10%i+ 10%x 10%i 10%x 10%i",
    "100",
    "154",
    "100:10 110:11 110:11 110:11 110:11",
  ],
  ["division_tax", "800", "18dx 2dx", "800", "1000", "800:180 800:20"],
];

// Amounts are padded here, so that the rows above stay readable.
function major(text: string, unit: string): string {
  return unit === "1" || text.includes(".") ? text : `${text}.00`;
}

const STACK_CASES = STACKS.map((row) => ({ row, name: row.slice(0, 3).join(", ") }));

it.each(STACK_CASES)("takes taxes as other tills do: $name", ({ row }) => {
  const [policy, price, rates, net, gross, lines, more = {}] = row;
  const { quantity = 1, unit = "0.01", isGlobal = false } = more;
  const input = {
    unit_price: major(price, unit),
    quantity,
    taxes: taxes(rates),
    rounding_method: isGlobal ? "globally" : "per_line",
    currency_unit: unit,
  };
  const expected = {
    net_total: major(net, unit),
    gross_total: major(gross, unit),
    tax_lines: taxLines(lines).map(({ base = "", amount = "" }) => ({
      base: major(base, unit),
      amount: major(amount, unit),
    })),
  };
  expect(run(["tax", policy, input, expected])).toBe("pass");
});

const FOOD = { P: { price: "20.00", taxes: taxes("10%i") } };
const MIXED = { price: "30.00", taxes: taxes("10%i 7%x") };

const inclusive = (unit_price_minor: number, tax_rate: string, quantity = 1) => ({
  prices_include_tax: true,
  lines: [{ unit_price_minor, tax_rate, quantity }],
});
const exclusive = (unit_price_minor: number, tax_rate: string) => ({
  ...inclusive(unit_price_minor, tax_rate),
  prices_include_tax: false,
});
const off = (unit_price: string, quantity: string, line_discount: string) => ({
  lines: [{ unit_price, quantity, tax_rate: "10", price_includes_tax: false, line_discount }],
});
const cashRounded = (net: string, paid_by_card_first: string, method: string) => ({
  ...{ net, tax_rate: "15", cash_unit: "0.05", rest_paid_in: "cash" },
  ...{ paid_by_card_first, method },
});

const CARTS: readonly Fact[] = [
  ["tax", "universal", exclusive(123, "20"), { net_minor: 123, gross_minor: 148 }],
  [
    "tax",
    "universal",
    inclusive(100, "20", 2),
    { net_minor: 167, gross_minor: 200, line_tax_minor: [33], unit_net_minor: [83] },
  ],
  [
    "discount_allocation",
    "universal",
    { ...exclusive(1230, "20"), order_fixed_price_minor: 420 },
    { net_minor: 420, gross_minor: 504 },
  ],
  [
    "discount_allocation",
    "universal",
    { ...inclusive(1230, "20"), order_fixed_price_minor: 420 },
    { net_minor: 350, gross_minor: 420 },
  ],
  [
    "discount_allocation",
    "universal",
    { ...inclusive(100, "20"), order_discount_percent: "50" },
    { net_minor: 42, gross_minor: 50 },
  ],
  [
    "discount_allocation",
    "universal",
    off("50", "2", "10"),
    { tax: "9.00", gross: "99.00", discount_incl_tax: "11.00", discount_tax: "1.00" },
  ],
  [
    "tax",
    "universal",
    {
      lines: [84, 54, 288, 144, 430].map((quantity) => ({
        ...{ unit_price: "4.60", quantity, tax_rate: "19", price_includes_tax: false },
      })),
    },
    { net_total: "4600.00", tax_total: "874.00", gross_total: "5474.00" },
  ],
  [
    "discount_allocation",
    "universal",
    {
      lines: [{ unit_price: "50", quantity: 100, tax_rate: "14", price_includes_tax: true }],
      ...{ order_discount: "100", applied_on: "net" },
    },
    { net_total: "4285.96", gross_total: "4885.99" },
  ],
  ["discount_allocation", "universal", off("9", "1", "3"), { tax: "0.60", gross: "6.60" }],
  [
    "discount_allocation",
    "universal",
    {
      lines: ["75", "500", "200", "100", "50", "50"].map((unit_price) => ({
        ...{ unit_price, quantity: 1, tax_rate: "24", price_includes_tax: false },
      })),
      ...{ order_discount: "75", applied_on: "net" },
    },
    { net_total: "900.00", tax_total: "216.00", gross_total: "1116.00" },
  ],
  [
    "tax",
    "round_globally",
    {
      lines: [
        [84, "11", "0", "3"],
        [54, "12", "0", "3"],
        [288, "15", "0", "3"],
        [144, "20", "0", "3"],
        [430, "5", "10", "15"],
      ].map(([quantity, ...tax_rates]) => ({ unit_price: "4.60", quantity, tax_rates })),
    },
    {
      tax_totals: ["502.41", "197.80", "375.36"],
      gross_total: "5675.57",
      rounded_total: "5676.00",
    },
  ],
  [
    "tax",
    "universal",
    {
      products: { ...FOOD, M: MIXED },
      lines: [
        { product: "P", quantity: 7 },
        { product: "M", quantity: 4 },
      ],
      rounding_method: "per_line",
    },
    {
      lines: [
        { product: "P", quantity: 7, net: "127.27", taxes: { "10%": "12.73" } },
        { product: "M", quantity: 4, gross: "127.64", taxes: { "10%": "10.91", "7%": "7.64" } },
      ],
      total: "267.64",
      full_return_tax_by_rate: { "10%": "-23.64", "7%": "-7.64" },
    },
  ],
  [
    "tax",
    "tax_remap",
    { unit_price: "121.00", from_tax: "21% inclusive", to_tax: "6% inclusive" },
    { unit_price: "106.00" },
  ],
  [
    "tax",
    "tax_remap",
    { unit_price: "121.00", from_tax: "21% inclusive", to_tax: "none" },
    { unit_price: "100.00" },
  ],
];

const split = (weights_minor: number[], total_minor: number) => ({ weights_minor, total_minor });
const divide = (numerator: number, mode: string) => ({ numerator, denominator: 10, mode });
const WEIGHTS = [10, 20, 10, 30, 50, 20, 10, 40];

const MONEY: readonly Fact[] = [
  ["discount_allocation", "universal", split([1, 3], 100), { shares_minor: [25, 75] }],
  ["discount_allocation", "universal", split([10, 0], 40), { shares_minor: [40, 0] }],
  [
    "discount_allocation",
    "largest_remainder_tiebreak",
    split(WEIGHTS, 93),
    { shares_minor: [5, 10, 5, 15, 24, 10, 5, 19], sum_minor: 93 },
  ],
  ["discount_allocation", "first_share_tiebreak", split([50, 50], 5), { shares_minor: [3, 2] }],
  ["discount_allocation", "reject_bad_ratios", split([0, 0], 100), { error: true }],
  ["rounding", "rounding_half_even", divide(-25, "half_even"), { result: -2 }],
  ["rounding", "rounding_half_up", divide(-15, "half_up"), { result: -1 }],
  ["rounding", "rounding_half_down", divide(-15, "half_down"), { result: -2 }],
  ["rounding", "rounding_half_away_from_zero", divide(-15, "half_away_from_zero"), { result: -2 }],
  [
    "cash_rounding",
    "cash_rounding_half_up",
    cashRounded("13.67", "0.68", "half_up"),
    {
      tax: "2.05",
      remaining_before_cash: "15.04",
      rounding_adjustment: "0.01",
      amount_paid: "15.73",
    },
  ],
  [
    "cash_rounding",
    "cash_rounding_up",
    cashRounded("-13.67", "-0.64", "up"),
    { total: "-15.72", rounding_adjustment: "-0.02", amount_paid: "-15.74", change: "0.00" },
  ],
  [
    "cash_rounding",
    "cash_rounding_down",
    cashRounded("13.67", "0.67", "down"),
    { rounding_adjustment: "0.00", amount_paid: "15.72" },
  ],
  [
    "cash_rounding",
    "universal",
    { ...cashRounded("13.67", "0.68", "half_up"), rest_paid_in: "card" },
    { rounding_adjustment: "0.00", amount_paid: "15.72" },
  ],
];

const paid = (...payments: readonly (readonly [method: string, amount: string])[]) => ({
  payments: payments.map(([method, amount]) => ({ method, amount })),
});
const BANK_AND_CASH = { total: "1000.00", ...paid(["bank", "500.00"], ["cash", "500.00"]) };
const CONFLICT = { error: true, kind: "conflict" };

const PEOPLE: readonly Fact[] = [
  ["tender", "universal", paid(), { error: true }],
  ["tender", "universal", { total: "80.00", ...paid(["cash", "50.00"]) }, { error: true }],
  ["tender", "universal", { total: "80.00", ...paid(["card", "90.00"]) }, { error: true }],
  [
    "tender",
    "universal",
    { total: "80.00", ...paid(["card", "30.00"], ["Cash", "60.00"]) },
    { amount_paid: "80.00", change: "10.00" },
  ],
  [
    "tender",
    "universal",
    { ...BANK_AND_CASH, return: "full" },
    { refunds: paid(["bank", "-500.00"], ["cash", "-500.00"]).payments },
  ],
  [
    "tender",
    "universal",
    { ...BANK_AND_CASH, return: "partial", return_total: "600.00" },
    { refunds: paid(["bank", "-500.00"], ["cash", "-100.00"]).payments },
  ],
  [
    "session",
    "universal",
    { opening: "100.00", cash_sales: "250.50", cash_refunds: "20.00", cash_out: "30.00" },
    { expected: "300.50" },
  ],
  [
    "session",
    "universal",
    { opening_float: "100.00", cash_sales: "50.00", cash_in: "5.00", counted: "154.00" },
    { expected_cash: "155.00", difference: "-1.00" },
  ],
  [
    "session",
    "universal",
    {
      opening: "50.00",
      orders: [
        { total: "107.00", method: "cash" },
        { total: "60.00", ...paid(["bank", "40.00"], ["cash", "50.00"]) },
        { total: "-7.00", method: "cash" },
      ],
      counted: "170.00",
    },
    { cash: "120.00", bank: "40.00", total: "160.00", expected_cash: "170.00", difference: "0.00" },
  ],
  ["session", "universal", { opening: "100", closing_expected: "101" }, { error: true }],
  ["session", "universal", { action: "open a second shift on a till" }, CONFLICT],
  ["session", "universal", { action: "close the shift twice" }, CONFLICT],
  ["session", "universal", { action: "take money with no open shift" }, CONFLICT],
  ["concurrency", "universal", { action: "edit one draft in two tabs and save both" }, CONFLICT],
  [
    "concurrency",
    "universal",
    { action: "two tills refund one line, both in full" },
    { error: true },
  ],
  ["concurrency", "universal", { action: "send the same request again" }, { created: 1 }],
  ["concurrency", "universal", { stated_version: 3, current_version: 4 }, CONFLICT],
  ["concurrency", "universal", { stated_version: 4, current_version: 4 }, { error: false }],
  [
    "concurrency",
    "universal",
    { sold_quantity: "2", returned_quantities: ["1", "1.5"] },
    { error: true },
  ],
];

const AIS = { "01": "09521234543213", "10": "A1" };

const CODES: readonly Fact[] = [
  ["barcode", "universal", { code: "87111125", symbology: "ean8" }, { valid: true }],
  ["barcode", "universal", { code: "0002", symbology: "ean8" }, { valid: false }],
  ["barcode", "universal", { code: "3046920029759" }, { symbology: "ean13" }],
  ["barcode", "upce", { code: "02345673", symbology: "upce" }, { upca: "023456000073" }],
  ["barcode", "gs1", { gs1_date: "200200" }, { date: "2020-02-29" }],
  ["barcode", "gs1", { gs1_date: "410551" }, { error: true }],
  ["barcode", "gs1", { data: "3041515000", rule: "AI 304 (4 decimals)" }, { value: "151.5" }],
  ["barcode", "gs1", { data: "30018789", rule: "AI 300 (none)" }, { value: "18789" }],
  ["barcode", "gs1", { code: "010952123454321310A1", symbology: "gs1-128" }, { elements: AIS }],
  ["barcode", "gs1", { data: "0109521234543213<GS>10" }, { error: true }],
  [
    "barcode",
    "variable_measure",
    { code: "2212345610259", pattern: "22......{NNDD}." },
    { base_code: "2212345600007", value: "10.25" },
  ],
  [
    "barcode",
    "variable_measure",
    { code: "66012344", pattern: "66{NN}...." },
    { base_code: "66002344", value: "1" },
  ],
  [
    "barcode",
    "variable_measure",
    { code: "11012344", pattern: "11.....{N}" },
    { base_code: "11012340", value: "4" },
  ],
  [
    "barcode",
    "variable_measure",
    { code: "16012344", patterns: ["11.....{N}", "66{NN}...."] },
    { matched: false },
  ],
  [
    "barcode",
    "variable_measure",
    { code: "12345670", pattern: "{NNNNNNNN}" },
    { base_code: "00000000", value: "12345670" },
  ],
  [
    "barcode",
    "variable_measure",
    { code: "2212345610259", patterns: ["22......{NNDD}.", ".....{NNNDDDD}."] },
    { base_code: "2212345600007", value: "10.25" },
  ],
  ["barcode", "variable_measure", { code: "0002", pattern: "{NNNNNNNN}" }, { matched: false }],
  ["barcode", "variable_measure", { code: "0002", pattern: "......{}.." }, { error: true }],
  ["barcode", "variable_measure", { pattern: "....{NN}{DD}" }, { error: true }],
  ["barcode", "variable_measure", { pattern: "......{DN}" }, { error: true }],
  ["barcode", "variable_measure", { pattern: "*" }, { error: true }],
];

it.each([...CARTS, ...MONEY, ...PEOPLE, ...CODES])(
  "comes to what other tills come to: %s, %s, %j",
  (...fact) => {
    expect(run(fact)).toBe("pass");
  },
);

const stackOf = (price: string, rates: string, rounding_method: string) => ({
  ...{ unit_price: price, quantity: 1, currency_unit: "0.01", rounding_method },
  taxes: taxes(rates),
});

const OTHER_CHOICES: readonly Fact[] = [
  ["tax", "round_globally", stackOf("124.40", "8%i 0%i", "globally"), { net_total: "115.185185" }],
  ["tax", "half_a_rule", stackOf("100.00", "8%i", "per_line"), { net_total: "1" }],
  ["discount_allocation", "largest_remainder_tiebreak", split([0, 0], 10), {}],
  ["discount_allocation", "first_share_tiebreak", split([1, 2], 10), { shares_minor: [4, 6] }],
  ["discount_allocation", "reject_bad_ratios", split([1, 2], 10), { error: true }],
  [
    "discount_allocation",
    "compound_tax",
    {
      lines: [{ unit_price: "15.89", quantity: 1 }],
      taxes: [{ rate: "6", adds_to_next_base: true }, { rate: "3" }],
      order_discount_percent: "2",
      rounding_method: "per_line",
    },
    { gross_total: "1" },
  ],
  [
    "cash_rounding",
    "cash_rounding_up",
    { ...cashRounded("1.00", "0", "up"), rest_paid_in: "card", only_cash_is_rounded: false },
    {},
  ],
  ["rounding", "rounding_half_odd", divide(15, "half_odd"), { result: 1 }],
  ["concurrency", "universal", { action: "dance" }, { error: true }],
  ["barcode", "variable_measure", { pattern: "1............" }, {}],
  ["tax", "division_tax", stackOf("100.00", "100di", "per_line"), { net_total: "0.00" }],
  [
    "barcode",
    "variable_measure",
    { code: "2012345610255", patterns: ["22......{NNDD}.", ".....{NNNDDDD}."] },
    { value: "456.1025" },
  ],
  ["loyalty", "universal", { points: 3 }, {}],
];

it.each(OTHER_CHOICES)("says so where it chooses otherwise: %s, %s, %j", (...fact) => {
  expect(run(fact)).toBe("not offered");
});
