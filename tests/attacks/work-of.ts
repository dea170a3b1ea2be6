/** Characters of the shortest text whose reading is measured; shorter ones are too quick for a clock. */
const READ_MIN = 2_000;
const TRIES = 5;

/** The least time that a piece of work took, in milliseconds: what is more was somebody else's. */
export function leastTime(work: () => unknown, tries = TRIES): number {
  let least = Number.POSITIVE_INFINITY;
  for (let index = 0; index < tries; index += 1) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

const known = new Map<number, number>();

/** What this machine needs to look at every character of a text of this length, once. */
export function readingTime(length: number): number {
  const counted = Math.max(length, READ_MIN);
  const time = known.get(counted) ?? leastTime(() => readThrough("x".repeat(counted)), 20);
  known.set(counted, time);
  return time;
}

function readThrough(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) sum = (sum + text.charCodeAt(at)) % 65_521;
  return sum;
}

/** Doubled twice, work in proportion takes four times as long, and what looks back sixteen times. */
const GROWTH_MAX = 8;

/**
 * Whether work on a text that is four times as long takes about four times as long, or no more than
 * reading it some times would.
 */
export function growsWithLength(
  work: (text: string) => unknown,
  textOf: (length: number) => string,
  length: number,
): boolean {
  const [short, long] = [textOf(length), textOf(length * 4)];
  work(short);
  // A machine that others use may be slow at one moment; it is not each time.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const before = Math.max(
      leastTime(() => work(short)),
      readingTime(length),
    );
    if (leastTime(() => work(long), 3) <= before * GROWTH_MAX) return true;
  }
  return false;
}
