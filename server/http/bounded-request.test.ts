import { expect, test } from "vitest";
import { boundedRequest } from "./bounded-request";
import { BODY_BYTES_MAX } from "./read-body";

const posted = (body: string | Uint8Array<ArrayBuffer> | null) =>
  new Request("http://localhost:3000/api/auth/signout", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", cookie: "a=b" },
    body,
  });

test("what is small enough arrives as it was sent", async () => {
  const request = await boundedRequest(posted("csrfToken=1&callbackUrl=%2F"));
  expect([request.method, request.url, request.headers.get("cookie")]).toEqual([
    "POST",
    "http://localhost:3000/api/auth/signout",
    "a=b",
  ]);
  expect(await request.text()).toBe("csrfToken=1&callbackUrl=%2F");
  expect((await boundedRequest(posted(null))).body).toBeNull();
});

test("what is too large, or no text, is refused before anybody reads it", async () => {
  await expect(boundedRequest(posted("x".repeat(BODY_BYTES_MAX + 1)))).rejects.toMatchObject({
    code: "payload_too_large",
  });
  await expect(boundedRequest(posted(Uint8Array.of(0xff)))).rejects.toMatchObject({
    code: "malformed_request",
  });
});
