import { addMinor, type Minor, minor, ZERO_MINOR } from "../money/minor";
import type { SaleTax } from "../sale/sale-document";
import { formatPercent, ratePpm } from "../tax/rate";
import { cleanText } from "./clean-text";
import type { ReceiptBlock, ReceiptTaxRow } from "./receipt-document";
import { receiptAmount } from "./receipt-figures";
import type { ReceiptGoods } from "./receipt-input";
import type { ReceiptTexts } from "./receipt-texts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/**
 * The letter that stands for each tax group on this receipt. A group whose own code is one or two
 * characters, as tax offices give out, keeps it; the others take free letters in the order of the
 * document's groups.
 */
export function classOfGroups(sale: ReceiptGoods): Map<string, string> {
  const codes = [...new Set(sale.lines.map((line) => line.taxGroupCode))].sort();
  const classes = new Map(codes.filter((code) => code.length <= 2).map((code) => [code, code]));
  const taken = new Set(classes.values());
  const free = [...LETTERS].filter((letter) => !taken.has(letter));
  for (const code of codes) {
    if (!classes.has(code)) classes.set(code, free.shift() ?? "*");
  }
  return classes;
}

/** What the taxes of a sale are called: their one common name, or the plain word. */
export function taxWord(sale: ReceiptGoods, texts: ReceiptTexts): string {
  const names = new Set(
    sale.taxGroups.flatMap((group) => group.rates.map((rate) => bareName(rate.name))),
  );
  const [only] = names;
  return names.size === 1 && only !== undefined ? only : texts.tax;
}

/** "VAT 16 %" is VAT: the table has a place of its own for the rate. */
function bareName(name: string): string {
  const clean = cleanText(name);
  return clean.replace(/[\s,(]*\d+(?:[.,]\d+)?\s*%\)?$/, "") || clean;
}

/** The tax table: one row a tax, one for each untaxed group, and the document's own totals. */
export function taxBlock(
  sale: ReceiptGoods,
  classes: ReadonlyMap<string, string>,
  texts: ReceiptTexts,
): ReceiptBlock {
  const word = taxWord(sale, texts);
  const figures = (row: TaxFigures) => figuresOf(row, sale.currency);
  const taxed = sale.taxes.map((tax) => ({
    group: tax.taxGroupCode,
    row: { label: taxLabel(tax, sale, { classes, texts, word }), ...figures(tax) },
  }));
  const groupsWithTax = new Set(sale.taxes.map((tax) => tax.taxGroupCode));
  const untaxed = [...classes].flatMap(([code, letter]) =>
    groupsWithTax.has(code)
      ? []
      : [
          {
            group: code,
            row: { label: `${letter}, ${texts.exempt}`, ...figures(exemptFigures(sale, code)) },
          },
        ],
  );
  const letterOf = (code: string) => classes.get(code) ?? "";
  const rows = [...taxed, ...untaxed].sort((left, right) =>
    letterOf(left.group) < letterOf(right.group) ? -1 : Number(left.group !== right.group),
  );
  return {
    kind: "taxes",
    heading: { label: word, net: texts.net, tax: texts.tax, gross: texts.gross },
    rows: rows.map(({ row }) => row),
    total: {
      label: texts.total,
      ...figures({
        netMinor: sale.netMinor,
        taxMinor: sale.taxMinor,
        grossMinor: sale.totalMinor,
      }),
    },
  };
}

type TaxFigures = { netMinor: number; taxMinor: number; grossMinor: number };

function figuresOf(row: TaxFigures, currency: string): Omit<ReceiptTaxRow, "label"> {
  return {
    net: receiptAmount(minor(row.netMinor), currency),
    tax: receiptAmount(minor(row.taxMinor), currency),
    gross: receiptAmount(minor(row.grossMinor), currency),
  };
}

function exemptFigures(sale: ReceiptGoods, code: string): TaxFigures {
  const netMinor: Minor = sale.lines
    .filter((line) => line.taxGroupCode === code)
    .reduce((sum, line) => addMinor(sum, minor(line.netMinor)), ZERO_MINOR);
  return { netMinor, taxMinor: 0, grossMinor: netMinor };
}

type LabelContext = {
  classes: ReadonlyMap<string, string>;
  texts: ReceiptTexts;
  word: string;
};

function taxLabel(tax: SaleTax, sale: ReceiptGoods, context: LabelContext): string {
  const { classes, texts, word } = context;
  const letter = classes.get(tax.taxGroupCode) ?? "";
  const group = sale.taxGroups.find((candidate) => candidate.code === tax.taxGroupCode);
  const rate = group?.rates.find((candidate) => candidate.code === tax.code);
  const name = bareName(tax.name);
  if (rate?.kind === "fixed_per_unit") return `${letter}, ${name}`;
  const percent = tax.ratePpm === 0 ? texts.zeroRate : `${formatPercent(ratePpm(tax.ratePpm))} %`;
  return name === word ? `${letter}, ${percent}` : `${letter}, ${name} ${percent}`;
}
