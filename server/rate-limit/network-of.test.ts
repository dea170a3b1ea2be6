import { expect, test } from "vitest";
import { memoryStore } from "./limit-store";
import { networkOf } from "./network-of";
import { createRateLimiter } from "./rate-limiter";
import { RATE_LIMITS } from "./rate-limits";

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:0db8:0001:0002:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["2001:db8:0:0:1::", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["nobody", "nobody"],
])("%s is counted as %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test("another address of one's own network is no new start for guesses, another network is", async () => {
  const authSecret = "a secret of the tests, thirty-two characters";
  const limiter = createRateLimiter({ store: memoryStore(), authSecret });
  const { points } = RATE_LIMITS.enrol_address;
  for (let guess = 0; guess < points; guess += 1) {
    await limiter.consume("enrol_address", `2001:db8:1:2::${guess}`);
  }
  await expect(limiter.consume("enrol_address", "2001:db8:1:2:abc::1")).rejects.toMatchObject({
    code: "rate_limited",
  });
  await limiter.consume("enrol_address", "2001:db8:1:3::1");
});
