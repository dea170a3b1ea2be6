import { minor } from "../../core/money/minor";
import type { ReceiptDocument } from "../../core/receipt/receipt-document";
import type { ReceiptStore } from "../../core/receipt/receipt-input";
import { cash, DUKA, type LineSketch, receipt, sale, uuid } from "./sample-parts";
import { sampleSlips } from "./sample-slips";

const BRIGHT: ReceiptStore = {
  tenantName: "Bright & Co",
  name: "Café Zoë",
  addressLines: ["12 King’s Parade", "Cambridge"],
  taxNumber: "GB 123 4567 89",
  language: "en",
  timezone: "Europe/London",
  receiptFooter: ["Gift vouchers from £10 or €12", "Thank you"],
  isDemo: false,
};

/** The basket of the design's receipt picture. */
const BASKET: readonly LineSketch[] = [
  { name: "Jogoo maize flour 2 kg", quantity: 2000, price: 16_500, taxGroupCode: "C" },
  { name: "Kabras sugar 1 kg", quantity: 2000, price: 15_500 },
  { name: "Fresh Fri cooking oil 2 L", quantity: 1000, price: 63_000 },
  { name: "Ketepa Pride tea 250 g", quantity: 1000, price: 19_500 },
  { name: "Sukuma wiki", quantity: 625, price: 8_000, unit: "kg", taxGroupCode: "A" },
  {
    name: "Brookside fresh milk 500 ml",
    quantity: 6000,
    price: 6_000,
    taxGroupCode: "C",
    discountMinor: minor(3_000),
  },
];

const LONG_NAME =
  "Extra long grain basmati rice from the foothills of the Himalaya, aged two years, in the resealable family bag of twenty-five kilograms";

/** Receipts that between them show everything a receipt can carry. */
export function sampleReceipts(): Record<string, ReceiptDocument> {
  const tea = { name: "Ketepa Pride tea 250 g", quantity: 2000, price: 19_500 };
  const refund = sale(
    [
      { ...tea, quantity: -1000 },
      { name: "Sukuma wiki", quantity: -625, price: 8_000, unit: "kg", taxGroupCode: "A" },
    ],
    {
      kind: "refund",
      receiptNumber: "2026-11-22-A3-07",
      originalSaleId: uuid(77),
      reason: "Torn packet",
    },
  );
  return {
    basket: receipt(sale(BASKET, { payments: [cash(200_000)] }), { customerName: "Njeri Kamau" }),
    "cash-simple": receipt(sale([tea])),
    "cash-rounded": receipt(
      sale([{ name: "Sukuma wiki", quantity: 333, price: 8_000, unit: "kg" }], {
        cashIncrementMinor: minor(100),
        payments: [cash(5_000)],
      }),
    ),
    "card-and-mpesa": receipt(
      sale([tea], {
        payments: [
          {
            paymentId: uuid(901),
            method: "card",
            amountMinor: minor(19_000),
            reference: "A1 0042",
          },
          {
            paymentId: uuid(902),
            method: "mpesa",
            amountMinor: minor(20_000),
            reference: "NLJ7RT61SV",
          },
        ],
      }),
    ),
    weighed: receipt(
      sale([{ name: "Sukuma wiki", quantity: 625, price: 8_000, unit: "kg", note: "no stalks" }]),
    ),
    "order-discount": receipt(
      sale([tea, ...BASKET.slice(0, 2)], { orderDiscountMinor: minor(5_001) }),
    ),
    "stacked-tax": receipt(
      sale([
        { name: "Tusker lager 500 ml", quantity: 6000, price: 23_000, taxGroupCode: "beer" },
        tea,
      ]),
    ),
    "exclusive-prices": receipt(
      sale([{ ...tea, taxGroupCode: "B" }, ...BASKET.slice(0, 1)], { pricesIncludeTax: false }),
    ),
    refund: receipt(refund, { originalReceiptNumber: "2026-11-21-A3-01" }),
    "copy-in-training": receipt(sale([tea]), {
      isCopy: true,
      isTraining: true,
      store: { ...DUKA, isDemo: true },
    }),
    swahili: receipt(sale(BASKET, { payments: [cash(200_000)] }), {
      store: { ...DUKA, language: "sw-KE" },
    }),
    pounds: receipt(
      sale(
        [
          { name: "Gift card £10", quantity: 1000, price: 1_000, taxGroupCode: "standard" },
          {
            name: "Crème brûlée, soufflé à l’orange",
            quantity: 2000,
            price: 445,
            taxGroupCode: "standard",
          },
          {
            name: "Żubrówka & pączki — świeże",
            quantity: 1000,
            price: 2_399,
            taxGroupCode: "standard",
          },
        ],
        { currency: "GBP" },
      ),
      { store: BRIGHT },
    ),
    untaxed: receipt(sale([{ ...tea, taxGroupCode: "A" }]), {
      store: { ...DUKA, taxNumber: null, receiptFooter: [] },
      shiftNumber: null,
    }),
    "long-names": receipt(
      sale([
        { name: LONG_NAME, quantity: 12_000, price: 1_284_500 },
        { name: "W".repeat(100), quantity: 1000, price: 100 },
      ]),
      {
        store: {
          ...DUKA,
          tenantName: "The Very Long Named Supermarket and Sons of Nairobi West Limited",
          addressLines: ["Ground floor of the shopping centre", "Argwings Kodhek Road", "Nairobi"],
        },
        customerName: "Wanjiru wa Kamau na Watoto Wake Wote Wapendwa Sana",
      },
    ),
    "large-amounts": receipt(
      sale(
        [
          {
            name: "Toyota Hilux double cabin",
            quantity: 1000,
            price: 1_284_500_000,
            taxGroupCode: "B",
          },
          { name: "Tractor", quantity: 99_000, price: 1_284_500_000, taxGroupCode: "C" },
        ],
        { payments: [cash(128_450_000_000)] },
      ),
    ),
    "two-hundred-lines": receipt(
      sale(
        Array.from({ length: 200 }, (_, index) => ({
          name: `Product number ${index + 1}`,
          quantity: ((index % 7) + 1) * 1000,
          price: 4_995 + index * 37,
          taxGroupCode: ["A", "B", "C"][index % 3] ?? "B",
        })),
      ),
    ),
    hostile: receipt(
      sale([
        { name: "\u001bp\u00002\u00fa\u001d\u0056\u0000 drawer", quantity: 1000, price: 100 },
        { name: "two\nlines \u202eside\u202c <b>&amp;</b>", quantity: 1000, price: 100 },
        { name: "名前 😀 👨‍👩‍👧 ọjà", quantity: 1000, price: 100 },
      ]),
      { cashierName: "O’Neill \u001b@", store: { ...DUKA, tenantName: "名前 Duka" } },
    ),
    ...sampleSlips(),
  };
}
