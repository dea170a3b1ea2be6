// GS1's weights are tables, not factors: "2-" doubles a digit and takes its tens off, "5+" takes it
// five times and adds its tens, and so on. Only the last digit counts.
const TWO_MINUS: readonly number[] = [0, 2, 4, 6, 8, 9, 1, 3, 5, 7];
const THREE: readonly number[] = [0, 3, 6, 9, 2, 5, 8, 1, 4, 7];
const FIVE_PLUS: readonly number[] = [0, 5, 1, 6, 2, 7, 3, 8, 4, 9];
const FIVE_MINUS: readonly number[] = [0, 5, 9, 4, 8, 3, 7, 2, 6, 1];

const FOUR_DIGITS: readonly (readonly number[])[] = [TWO_MINUS, TWO_MINUS, THREE, FIVE_MINUS];
const FIVE_DIGITS: readonly (readonly number[])[] = [
  FIVE_PLUS,
  TWO_MINUS,
  FIVE_MINUS,
  FIVE_PLUS,
  TWO_MINUS,
];

/**
 * The digit that checks a price inside a variable measure barcode [BC5].
 *
 * @param priceField four or five digits.
 * @returns null when the field has another form.
 */
export function computePriceCheckDigit(priceField: string): number | null {
  if (/^\d{4}$/.test(priceField)) return (weighDigits(priceField, FOUR_DIGITS) * 3) % 10;
  if (!/^\d{5}$/.test(priceField)) return null;
  const complement = (10 - (weighDigits(priceField, FIVE_DIGITS) % 10)) % 10;
  return FIVE_MINUS.indexOf(complement);
}

function weighDigits(field: string, tables: readonly (readonly number[])[]): number {
  return tables.reduce((sum, table, index) => sum + (table[Number(field[index])] ?? 0), 0);
}
