/** Where a verb leaves letters. */
export type Outbox = {
  /** Send soon what waits, beside the request; returns at once. Else the worker comes by. */
  readonly wake: () => void;
};
