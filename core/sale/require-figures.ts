import { DomainError } from "../errors";
import type { Minor } from "../money/minor";

/** @throws DomainError event_totals_mismatch */
export function requireEqual(
  field: string,
  stated: number,
  computed: number | Minor | undefined,
): void {
  if (stated !== computed) mismatch(field, stated, computed ?? null);
}

/** @throws DomainError event_totals_mismatch */
export function mismatch(field: string, stated: number, computed: number | null): never {
  throw new DomainError("event_totals_mismatch", { field, stated, computed });
}

/** @throws DomainError event_schema_invalid: what a document says there cannot be. */
export function requireFit(path: string, isFit: boolean): void {
  if (!isFit) throw new DomainError("event_schema_invalid", { path });
}
