import { isIP } from "node:net";

const ENTRIES_MAX = 30;

/**
 * Where a request came from, as those say whom this deployment trusts: of the addresses that were
 * noted on its way, the one that the farthest trusted machine noted. Whatever stands before that, a
 * client may have written itself. Null when nobody noted an address.
 *
 * @param trustedProxies machines in front of the application that note the address of whoever
 *        speaks to them, our own server among them: 1 when clients reach it directly.
 */
export function clientAddress(headers: Headers, trustedProxies = 1): string | null {
  const entries = (headers.get("x-forwarded-for") ?? "").split(",").slice(-ENTRIES_MAX);
  const entry = entries.at(Math.max(0, entries.length - trustedProxies));
  return plainAddress(entry?.trim() ?? "");
}

/** Without port and brackets; an IPv4 address that is written as IPv6 is one. */
function plainAddress(text: string): string | null {
  const [, bracketed] = /^\[([^\]]+)\](?::\d+)?$/.exec(text) ?? [];
  const [, beforePort] = /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text) ?? [];
  const address = (bracketed ?? beforePort ?? text).replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(address) === 0 ? null : address;
}
