/** Room of a line's first row at its size. */
const FIRST_ROW = 28;

/**
 * A long name goes on in the smaller second row, parted between words: the cashier reads all of it
 * and no row grows.
 */
export function splitName(name: string): { head: string; tail: string } {
  if (name.length <= FIRST_ROW) {
    return { head: name, tail: "" };
  }
  const space = name.lastIndexOf(" ", FIRST_ROW);
  return space <= 0
    ? { head: name, tail: "" }
    : { head: name.slice(0, space), tail: name.slice(space + 1) };
}
