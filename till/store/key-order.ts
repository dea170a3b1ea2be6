import type { KeyRange, StoreKey } from "./till-store";

/** As IndexedDB orders keys: text before arrays, arrays part by part. */
export function compareKeys(left: StoreKey, right: StoreKey): number {
  if (typeof left === "string" || typeof right === "string") {
    if (typeof left !== typeof right) return typeof left === "string" ? -1 : 1;
    return compareParts(left as string, right as string);
  }
  return compareParts(left[0], right[0]) || compareParts(left[1], right[1]);
}

export function isWithinRange(key: StoreKey, { after, through }: KeyRange): boolean {
  return (
    (after === undefined || compareKeys(key, after) > 0) &&
    (through === undefined || compareKeys(key, through) <= 0)
  );
}

function compareParts(left: string | number, right: string | number): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
