/** The address a proxy says the request came from: recorded as a claim, never trusted. */
export function clientAddress(headers: Headers): string | null {
  const [first] = (headers.get("x-forwarded-for") ?? "").split(",");
  const address = first?.trim() ?? "";
  return address === "" ? null : address.slice(0, 64);
}
