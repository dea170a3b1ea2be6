import type { inferInput } from "@trpc/tanstack-react-query";
import { formatMajor } from "../../../core/money/currency";
import { minor } from "../../../core/money/minor";
import type { useOfficeApi } from "../api";
import type { AsideEvent } from "../office-outputs";

type OfficeApi = ReturnType<typeof useOfficeApi>;
export type ConfirmedSale = inferInput<OfficeApi["sync"]["previewCorrection"]>["sale"];
export type Tender = ConfirmedSale["method"];

export const TENDERS: readonly Tender[] = ["cash", "mpesa", "card", "other"];

/** What stands in the form; the engine makes the figures of it. */
export type CorrectionDraft = {
  readonly kind: "lines" | "total";
  readonly tender: Tender;
  /** One for each line that was read. */
  readonly lineGroups: readonly (string | null)[];
  readonly totalText: string;
  readonly totalMinor: number | null;
  readonly totalGroup: string | null;
};

/** What the fields of the form are given. */
export type DraftFieldsProps = {
  readonly event: AsideEvent;
  readonly draft: CorrectionDraft;
  readonly onChange: (part: Partial<CorrectionDraft>) => void;
};

/** What can be read of the event, filled in. */
export function draftOf({ item, sale, taxGroups }: AsideEvent): CorrectionDraft {
  const known = new Set(taxGroups.map(({ code }) => code));
  const groups = (sale?.lines ?? []).map(({ taxGroupCode }) =>
    known.has(taxGroupCode) ? taxGroupCode : null,
  );
  const totalMinor = item.amountMinor ?? sale?.totalMinor ?? null;
  const currency = item.currency ?? sale?.currency ?? "";
  const used = new Set(groups);
  return {
    kind: groups.length > 0 ? "lines" : "total",
    tender: TENDERS.find((tender) => tender === sale?.method) ?? "cash",
    lineGroups: groups,
    totalText: totalMinor === null ? "" : formatMajor(minor(totalMinor), currency),
    totalMinor,
    totalGroup: used.size === 1 ? (groups[0] ?? null) : null,
  };
}

/** What the server is asked to book; null while something is still to be chosen. */
export function confirmedOf(draft: CorrectionDraft): ConfirmedSale | null {
  const { tender: method } = draft;
  if (draft.kind === "lines") {
    const taxGroupCodes = draft.lineGroups.filter((code) => code !== null);
    const isWhole = taxGroupCodes.length > 0 && taxGroupCodes.length === draft.lineGroups.length;
    return isWhole ? { kind: "lines", taxGroupCodes, method } : null;
  }
  const { totalMinor, totalGroup } = draft;
  if (totalMinor === null || totalMinor === 0 || totalGroup === null) return null;
  return { kind: "total", totalMinor, taxGroupCode: totalGroup, method };
}
