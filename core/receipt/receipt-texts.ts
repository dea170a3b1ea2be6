import type { PaymentMethod } from "../sale/sale-document";

export type ReceiptLanguage = "en" | "sw";

/** Every word that a receipt can carry. */
export type ReceiptTexts = {
  readonly months: readonly string[];
  readonly taxInvoice: string;
  readonly receiptTitle: string;
  readonly refundTitle: string;
  readonly exchangeTitle: string;
  readonly voidTitle: string;
  readonly quoteTitle: string;
  readonly depositTitle: string;
  readonly depositBackTitle: string;
  readonly receiptNumber: string;
  readonly shift: (number: number) => string;
  readonly soldAt: string;
  readonly servedBy: string;
  readonly customer: string;
  readonly refundOf: string;
  readonly voidOf: string;
  readonly returnedFrom: (receiptNumber: string) => string;
  readonly taxExempt: string;
  readonly yes: string;
  readonly quoteNumber: string;
  readonly validUntil: string;
  readonly layawayNumber: string;
  readonly collectBy: string;
  readonly goodsTotal: string;
  readonly paidBefore: string;
  readonly depositNow: string;
  readonly depositBack: string;
  readonly leftToPay: string;
  readonly notTaxReceipt: string;
  readonly reason: string;
  readonly subtotal: (items: string, isOne: boolean) => string;
  readonly plainSubtotal: string;
  readonly saved: string;
  readonly discount: string;
  readonly orderDiscount: string;
  readonly promotions: string;
  readonly tip: string;
  readonly pointsEarned: string;
  readonly pointsTakenBack: string;
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
  exchangeTitle: "Exchange",
  voidTitle: "Void",
  quoteTitle: "Quote",
  depositTitle: "Layaway deposit",
  depositBackTitle: "Layaway cancelled",
  receiptNumber: "Receipt",
  shift: (number) => `shift ${number}`,
  soldAt: "Date",
  servedBy: "Served by",
  customer: "Customer",
  refundOf: "Refund of",
  voidOf: "Void of",
  returnedFrom: (receiptNumber) => `From receipt ${receiptNumber}`,
  taxExempt: "Tax-exempt customer",
  yes: "Yes",
  quoteNumber: "Quote",
  validUntil: "Valid until",
  layawayNumber: "Layaway",
  collectBy: "Collect by",
  goodsTotal: "Price of the goods",
  paidBefore: "Paid before",
  depositNow: "Deposit",
  depositBack: "Deposits given back",
  leftToPay: "Left to pay",
  notTaxReceipt: "This is not a tax receipt",
  reason: "Reason",
  subtotal: (items, isOne) => `Subtotal, ${items} ${isOne ? "item" : "items"}`,
  plainSubtotal: "Subtotal",
  saved: "You saved",
  discount: "Discount",
  orderDiscount: "Discount on the sale",
  promotions: "Offers",
  tip: "Tip",
  pointsEarned: "Points earned",
  pointsTakenBack: "Points taken back",
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
  exchangeTitle: "Kubadilisha bidhaa",
  voidTitle: "Mauzo yamefutwa",
  quoteTitle: "Makadirio ya bei",
  depositTitle: "Amana ya kuwekea",
  depositBackTitle: "Kuwekea kumefutwa",
  receiptNumber: "Risiti",
  shift: (number) => `zamu ${number}`,
  soldAt: "Tarehe",
  servedBy: "Mhudumu",
  customer: "Mteja",
  refundOf: "Marejesho ya",
  voidOf: "Kufutwa kwa",
  returnedFrom: (receiptNumber) => `Kutoka risiti ${receiptNumber}`,
  taxExempt: "Mteja asiyetozwa kodi",
  yes: "Ndiyo",
  quoteNumber: "Makadirio",
  validUntil: "Hadi tarehe",
  layawayNumber: "Kuwekea",
  collectBy: "Chukua kabla ya",
  goodsTotal: "Bei ya bidhaa",
  paidBefore: "Kilicholipwa awali",
  depositNow: "Amana",
  depositBack: "Amana iliyorudishwa",
  leftToPay: "Kilichobaki",
  notTaxReceipt: "Hii si risiti ya kodi",
  reason: "Sababu",
  subtotal: (items) => `Jumla ndogo, bidhaa ${items}`,
  plainSubtotal: "Jumla ndogo",
  saved: "Umeokoa",
  discount: "Punguzo",
  orderDiscount: "Punguzo la mauzo",
  promotions: "Ofa",
  tip: "Bakshishi",
  pointsEarned: "Pointi ulizopata",
  pointsTakenBack: "Pointi zilizorudishwa",
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
