export const SECTIONS = ["tills", "aside", "conflicts", "late", "risk"] as const;
export type Section = (typeof SECTIONS)[number];

export type SyncAddress = { readonly section: Section; readonly cursor?: string };

/** People edit addresses: what is not understood is left out. */
export function parseSyncAddress(
  params: Readonly<Record<string, string | string[] | undefined>>,
): SyncAddress {
  const section = SECTIONS.find((each) => each === params["show"]) ?? "tills";
  const { cursor } = params;
  return typeof cursor === "string" && cursor !== ""
    ? { section, cursor: cursor.slice(0, 200) }
    : { section };
}

export function syncHref({ section, cursor }: SyncAddress): string {
  const query = new URLSearchParams({
    ...(section !== "tills" && { show: section }),
    ...(cursor !== undefined && { cursor }),
  }).toString();
  return query === "" ? "/office/sync" : `/office/sync?${query}`;
}

export const terminalHref = (terminalId: string) => `/office/sync/${terminalId}`;

export function asideHref(item: { terminalId: string; sequence: number }): string {
  return `/office/sync/${item.terminalId}/${item.sequence}`;
}
