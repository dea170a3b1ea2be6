import { BlockList, isIP, isIPv4, isIPv6 } from "node:net";

type Range = { readonly address: string; readonly prefix: number; readonly family: Family };
type Family = "ipv4" | "ipv6";

const PREFIX_MAX: Record<Family, number> = { ipv4: 32, ipv6: 128 };

/** A network in CIDR form, or one address, as it is kept; null for what is neither. */
export function normalizeRange(text: string): string | null {
  const range = parseRange(text.trim());
  if (range === null) return null;
  const { address, prefix, family } = range;
  return prefix === PREFIX_MAX[family] ? address : `${address}/${prefix}`;
}

/** Whether an address is in any of the ranges [DV4]; one that is not known is in none. */
export function isInRanges(ranges: readonly string[], address: string | null): boolean {
  const family = address === null ? null : familyOf(address);
  if (address === null || family === null) return false;
  const list = new BlockList();
  for (const text of ranges) {
    const range = parseRange(text);
    if (range?.family === family) list.addSubnet(range.address, range.prefix, range.family);
  }
  return list.check(address, family);
}

function parseRange(text: string): Range | null {
  const [, address = "", digits] = /^([0-9A-Fa-f:.]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const family = familyOf(address);
  if (family === null) return null;
  const prefix = digits === undefined ? PREFIX_MAX[family] : Number(digits);
  return prefix <= PREFIX_MAX[family] ? { address: address.toLowerCase(), prefix, family } : null;
}

function familyOf(address: string): Family | null {
  if (isIP(address) === 0) return null;
  return isIPv4(address) ? "ipv4" : isIPv6(address) ? "ipv6" : null;
}
