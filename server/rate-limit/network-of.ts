import { isIPv6 } from "node:net";

const GROUPS = 8;
/** What a provider gives one subscriber of IPv6, at the least: 64 bits of network. */
const NETWORK_GROUPS = 4;

/**
 * By whom tries from an address are counted. Who has an IPv6 network has more addresses than
 * anybody can count, so all of it is one; of anything else, what it is.
 */
export function networkOf(address: string): string {
  const [plain = ""] = address.split("%");
  if (!isIPv6(plain)) return address;
  const canonical = new URL(`http://[${plain}]`).hostname.slice(1, -1);
  const [head = [], tail = []] = canonical.split("::").map((part) => part.match(/[^:]+/g) ?? []);
  const zeros = Array.from({ length: GROUPS - head.length - tail.length }, () => "0");
  return `${[...head, ...zeros, ...tail].slice(0, NETWORK_GROUPS).join(":")}::/64`;
}
