/** A label on the left and a figure or a fact on the right. */
export type ReceiptRow = {
  readonly label: string;
  readonly value: string;
  readonly isStrong: boolean;
};

export type ReceiptItem = {
  readonly name: string;
  /** Quantity and unit price: "2 × 165.00", "0.625 kg × 80.00 /kg". */
  readonly detail: string;
  readonly amount: string;
  /** The letter under which the tax table lists this line's rate. */
  readonly taxClass: string;
  /** What came off this line: each promotion by its name, then a discount by hand. */
  readonly reductions: readonly ReceiptAmount[];
  /** Where returned goods were bought, what the cashier noted. */
  readonly notes: readonly string[];
};

export type ReceiptAmount = { readonly label: string; readonly amount: string };

export type ReceiptTaxRow = {
  readonly label: string;
  readonly net: string;
  readonly tax: string;
  readonly gross: string;
};

export type ReceiptBlock =
  | { readonly kind: "marks"; readonly marks: readonly string[] }
  | { readonly kind: "header"; readonly name: string; readonly lines: readonly string[] }
  | { readonly kind: "title"; readonly text: string }
  | { readonly kind: "rule" }
  | { readonly kind: "rows"; readonly rows: readonly ReceiptRow[] }
  | { readonly kind: "items"; readonly items: readonly ReceiptItem[] }
  | { readonly kind: "total"; readonly label: string; readonly amount: string }
  | {
      readonly kind: "taxes";
      readonly heading: ReceiptTaxRow;
      readonly rows: readonly ReceiptTaxRow[];
      readonly total: ReceiptTaxRow;
    }
  | { readonly kind: "proof"; readonly payload: string; readonly facts: readonly ReceiptRow[] }
  | { readonly kind: "lines"; readonly lines: readonly string[]; readonly isStrong: boolean }
  | { readonly kind: "barcode"; readonly value: string };

/**
 * A receipt as every renderer prints it: paper, PDF, plain text, HTML and the screen show the same
 * blocks in the same order with the same words and figures. All text is final: localised, grouped,
 * free of control characters, not escaped for any format.
 */
export type ReceiptDocument = {
  readonly language: "en" | "sw";
  readonly receiptNumber: string;
  readonly title: string;
  readonly blocks: readonly ReceiptBlock[];
};
