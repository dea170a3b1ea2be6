import { expect, test } from "vitest";
import { deviceWordsOf } from "./device-words";

const MOZILLA = "Mozilla/5.0";
const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";

test.each([
  ["(Windows NT 10.0; Win64; x64)", "Chrome/140.0.0.0 Safari/537.36", "Chrome", "Windows"],
  ["(Windows NT 10.0)", "Chrome/140.0.0.0 Safari/537.36 Edg/140.0", "Edge", "Windows"],
  ["(Linux; Android 15; Pixel 9)", "Chrome/140.0.0.0 Mobile Safari/537.36", "Chrome", "Android"],
  ["(X11; Linux x86_64; rv:140.0)", "Gecko/20100101 Firefox/140.0", "Firefox", "Linux"],
  ["(Macintosh; Intel Mac OS X 10_15_7)", "Version/18.5 Safari/605.1.15", "Safari", "Mac"],
  [
    "(iPhone; CPU iPhone OS 18_5 like Mac OS X)",
    "CriOS/140.0 Mobile Safari/604.1",
    "Chrome",
    "iPhone",
  ],
])("%s %s", (system, product, browser, name) => {
  expect(deviceWordsOf(`${MOZILLA} ${system} ${WEBKIT} ${product}`)).toEqual({
    browser,
    system: name,
  });
});

test("what says nothing that people know is unknown", () => {
  for (const agent of [null, "", "curl/8.5.0", "<script>"]) {
    expect(deviceWordsOf(agent)).toEqual({ browser: null, system: null });
  }
});
