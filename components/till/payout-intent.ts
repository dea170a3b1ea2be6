let isWanted = false;

/** The cashier asked to give the money back at once, and the goods wait for somebody's approval. */
export function wantPayout(): void {
  isWanted = true;
}

/** Whether it was asked for; asking holds for one approval. */
export function takePayoutIntent(): boolean {
  const was = isWanted;
  isWanted = false;
  return was;
}
