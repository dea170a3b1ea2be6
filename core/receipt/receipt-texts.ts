import type { PaymentMethod } from "../sale/sale-document";

export type ReceiptLanguage = "en" | "sw";

/** Every word that a receipt can carry. */
export type ReceiptTexts = {
  readonly months: readonly string[];
  readonly taxInvoice: string;
  readonly receiptTitle: string;
  readonly refundTitle: string;
  readonly receiptNumber: string;
  readonly shift: (number: number) => string;
  readonly soldAt: string;
  readonly servedBy: string;
  readonly customer: string;
  readonly refundOf: string;
  readonly reason: string;
  readonly subtotal: (items: string, isOne: boolean) => string;
  readonly saved: string;
  readonly discount: string;
  readonly total: string;
  readonly cashRounding: string;
  readonly toPay: string;
  readonly toGiveBack: string;
  readonly methods: Readonly<Record<PaymentMethod, string>>;
  readonly reference: string;
  readonly change: string;
  readonly tax: string;
  readonly net: string;
  readonly gross: string;
  readonly exempt: string;
  readonly zeroRate: string;
  readonly taxNumber: string;
  readonly vatNumber: string;
  readonly terminal: string;
  readonly record: string;
  readonly check: string;
  readonly copy: string;
  readonly training: string;
  readonly demo: string;
};

const EN: ReceiptTexts = {
  months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  taxInvoice: "Tax invoice",
  receiptTitle: "Receipt",
  refundTitle: "Refund",
  receiptNumber: "Receipt",
  shift: (number) => `shift ${number}`,
  soldAt: "Date",
  servedBy: "Served by",
  customer: "Customer",
  refundOf: "Refund of",
  reason: "Reason",
  subtotal: (items, isOne) => `Subtotal, ${items} ${isOne ? "item" : "items"}`,
  saved: "You saved",
  discount: "Discount",
  total: "Total",
  cashRounding: "Cash rounding",
  toPay: "To pay",
  toGiveBack: "To give back",
  methods: { cash: "Cash", card: "Card", mpesa: "M-Pesa", other: "Other", deposit: "Deposit" },
  reference: "Reference",
  change: "Change",
  tax: "Tax",
  net: "Net",
  gross: "Gross",
  exempt: "exempt",
  zeroRate: "zero rate",
  taxNumber: "Tax no.",
  vatNumber: "VAT no.",
  terminal: "Terminal",
  record: "Record",
  check: "Check",
  copy: "COPY",
  training: "TRAINING",
  demo: "DEMO",
};

const SW: ReceiptTexts = {
  months: ["Jan", "Feb", "Mac", "Apr", "Mei", "Jun", "Jul", "Ago", "Sep", "Okt", "Nov", "Des"],
  taxInvoice: "Ankara ya kodi",
  receiptTitle: "Risiti",
  refundTitle: "Marejesho",
  receiptNumber: "Risiti",
  shift: (number) => `zamu ${number}`,
  soldAt: "Tarehe",
  servedBy: "Mhudumu",
  customer: "Mteja",
  refundOf: "Marejesho ya",
  reason: "Sababu",
  subtotal: (items) => `Jumla ndogo, bidhaa ${items}`,
  saved: "Umeokoa",
  discount: "Punguzo",
  total: "Jumla",
  cashRounding: "Marekebisho ya senti",
  toPay: "Ya kulipa",
  toGiveBack: "Ya kurudisha",
  methods: { cash: "Taslimu", card: "Kadi", mpesa: "M-Pesa", other: "Nyingine", deposit: "Amana" },
  reference: "Kumbukumbu",
  change: "Chenji",
  tax: "Kodi",
  net: "Bila kodi",
  gross: "Jumla",
  exempt: "imesamehewa",
  zeroRate: "asilimia 0",
  taxNumber: "Namba ya kodi",
  vatNumber: "Namba ya VAT",
  terminal: "Kifaa",
  record: "Rekodi",
  check: "Uhakiki",
  copy: "NAKALA",
  training: "MAFUNZO",
  demo: "MFANO",
};

/** The catalogue's language for a store's BCP 47 tag: its base language, English for the unknown. */
export function receiptLanguage(tag: string): ReceiptLanguage {
  return tag.toLowerCase().split("-")[0] === "sw" ? "sw" : "en";
}

/** The words of one language. */
export function receiptTexts(language: ReceiptLanguage): ReceiptTexts {
  return language === "sw" ? SW : EN;
}
