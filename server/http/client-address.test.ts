import { expect, test } from "vitest";
import { clientAddress } from "./client-address";

const of = (noted: string, trustedProxies?: number) =>
  clientAddress(new Headers(noted === "" ? {} : { "x-forwarded-for": noted }), trustedProxies);

test("[DV5] what a client wrote itself is not believed, however much of it there is", () => {
  const forged = Array.from({ length: 100 }, (_, index) => `192.0.2.${index}`).join(", ");
  expect(of("198.51.100.7, 203.0.113.9")).toBe("203.0.113.9");
  expect(of(`${forged}, 203.0.113.9`)).toBe("203.0.113.9");
  expect(of("203.0.113.9, nonsense")).toBeNull();
});

test("[DV5] behind a proxy the address is the one that the proxy noted", () => {
  expect(of("203.0.113.9, 10.0.0.2", 2)).toBe("203.0.113.9");
  expect(of("198.51.100.7, 203.0.113.9, 10.0.0.2", 2)).toBe("203.0.113.9");
  expect(of("203.0.113.9, 10.0.0.3, 10.0.0.2", 3)).toBe("203.0.113.9");
  expect(of("10.0.0.2", 2)).toBe("10.0.0.2");
});

test.each([
  ["", null],
  ["203.0.113.9:4711", "203.0.113.9"],
  ["::ffff:203.0.113.9", "203.0.113.9"],
  ["2001:db8::1", "2001:db8::1"],
  ["[2001:db8::1]:443", "2001:db8::1"],
  ["unknown", null],
])("%j is %j", (noted, address) => {
  expect(of(noted)).toBe(address);
});
