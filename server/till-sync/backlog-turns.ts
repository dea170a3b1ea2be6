/** One computes while the database works for another; more would only wait for each other. */
const ABREAST_MAX = 2;
/** What a till that is online sends at once. */
const SMALL_EVENTS_MAX = 10;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Let large pushes go two abreast, in the order in which they came, and small ones at once: when a
 * hundred tills come back from an outage, a sale of today does not stand behind all of theirs, nor
 * wait for a connection.
 */
export async function inBacklogTurn<Result>(
  events: number,
  work: () => Promise<Result>,
): Promise<Result> {
  if (events <= SMALL_EVENTS_MAX) return work();
  await takeTurn();
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function takeTurn(): Promise<void> {
  if (running < ABREAST_MAX) {
    running += 1;
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    waiting.push(resolve);
  });
}
