/** Letters that a line's first row holds beside an amount of this length. */
const FIRST_ROW = 28;
const AMOUNT_LENGTH = 6;

/**
 * A long name goes on in the smaller second row, parted between words: the cashier reads all of it
 * and no row grows.
 */
export function splitName(name: string, amount: string): { head: string; tail: string } {
  const room = FIRST_ROW - Math.max(0, amount.length - AMOUNT_LENGTH);
  if (name.length <= room) {
    return { head: name, tail: "" };
  }
  const space = name.lastIndexOf(" ", room);
  return space <= 0
    ? { head: name, tail: "" }
    : { head: name.slice(0, space), tail: name.slice(space + 1) };
}
