type Work = () => Promise<unknown>;

/**
 * How long two things take one after the other, in milliseconds. Whoever comes second finds the
 * processor warm, so at every other place the other one begins.
 */
export async function timePair(at: number, one: Work, other: Work): Promise<[number, number]> {
  if (at % 2 === 0) {
    const first = await timeOf(one);
    return [first, await timeOf(other)];
  }
  const first = await timeOf(other);
  return [await timeOf(one), first];
}

async function timeOf(work: Work): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
