const NUMBER = /^\d{4}-\d{2}-\d{2}-[A-Z0-9]{1,8}-\d{2,}$/;
const UNSIGNED = /^KAUNTA1:(?:[^:]*:){5}([0-9A-Z-]+)$/;
const SIGNED = /^KAUNTA2:[0-9A-Z]{1,8}:([0-9A-Z-]+):/;

/** The receipt number in a receipt's bars or code; null for any other scan. */
export function receiptNumberIn(scanned: string): string | null {
  if (NUMBER.test(scanned)) return scanned;
  const [, number = null] = UNSIGNED.exec(scanned) ?? SIGNED.exec(scanned) ?? [];
  return number;
}

/** Whether a scan looks like a signed code; nothing is proved by that. */
export function isSignedCode(scanned: string): boolean {
  return SIGNED.test(scanned);
}
