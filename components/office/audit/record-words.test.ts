import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { messagesFor } from "../../messages/messages";
import { fieldWords, type RecordFrame, recordText, valueWords } from "./record-words";
import { changedFields, notedFields } from "./recorded-fields";

const STORE = "0198c0de-0000-7000-8000-000000000001";

const frame: RecordFrame = {
  messages: messagesFor("en"),
  locale: "en-KE",
  timezone: "Africa/Nairobi",
  currency: "KES",
  storeNames: new Map([[STORE, "Kilimani"]]),
  roleNames: new Map([["shelf-filler", "Shelf filler"]]),
};

test.each([
  ["isBlocked", true, ["Yes"]],
  ["hasPin", false, ["No"]],
  ["discountPpm", 75_000, ["7.5\u00a0%"]],
  ["payOutMinor", 200_000, ["KES 2,000.00"]],
  ["payOutMinor", null, ["Any amount"]],
  ["storeIds", null, ["All stores"]],
  ["storeIds", [STORE, "gone"], ["Kilimani", "A store that is no longer here"]],
  ["storeIds", [], ["None"]],
  ["role", "shelf-filler", ["Shelf filler"]],
  ["twoFactorRoles", ["owner", "shelf-filler"], ["Owner", "Shelf filler"]],
  ["permissions", ["sale.void"], ["Void sales that were paid"]],
  ["scopes", ["report.read"], ["See figures and reports"]],
  ["language", null, ["As the business"]],
  ["language", "sw", ["Kiswahili"]],
  ["method", "oidc", ["Another service"]],
  ["name", "oidc", ["oidc"]],
  ["revokedAt", null, ["None"]],
  ["revokedAt", "2026-04-30T21:30:05.000Z", ["1 May 2026, 00:30:05"]],
  ["endedCount", 12_000, ["12,000"]],
  ["allowedRanges", ["203.0.113.0/24"], ["203.0.113.0/24"]],
])("%s %j is said in words", (name, value, words) => {
  expect(valueWords(name, value, frame)).toEqual(words);
});

test("opening hours are said day by day", () => {
  const span = { opensAt: 480, closesAt: 1_230 };
  const hours = { timezone: "Africa/Nairobi", days: [...Array(6).fill(span), null] };
  const words = valueWords("openingHours", hours, frame);
  expect(words[0]).toBe("Monday 08:00 to 20:30");
  expect(words.slice(6)).toEqual(["Sunday: closed", "Africa/Nairobi"]);
  expect(valueWords("openingHours", null, frame)).toEqual(["At any hour"]);
  expect(valueWords("openingHours", "odd", frame)).toEqual(['"odd"']);
});

test("a part is called by its own name, a promotion's by its code as well", () => {
  expect(fieldWords(["limits", "discountPpm"], frame)).toBe("Largest discount");
  expect(fieldWords(["SUGAR3", "coupon_code"], frame)).toBe("SUGAR3 \u00b7 Coupon code");
});

test("a record stays readable sign by sign, and an empty one is none", () => {
  expect(recordText({ isBlocked: true })).toBe('{\n  "isBlocked": true\n}');
  expect(recordText({})).toBe(null);
  expect(recordText(null)).toBe(null);
});

const SERVER = join(process.cwd(), "server");

/** The text between a brace and the one that closes it. */
function within(text: string, open: number): string {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === "{") depth += 1;
    if (text[at] === "}") depth -= 1;
    if (depth === 0) return text.slice(open + 1, at);
  }
  return "";
}

/** Names of the parts of an object as it is written, with those of objects within it. */
function namesIn(object: string): string[] {
  return [...object.matchAll(/(?:^|[{,])\s*([a-zA-Z]+)\s*(?=[:,}]|$)/g)].flatMap(([, name]) =>
    name === undefined ? [] : [name],
  );
}

/** What the server's source writes into records, as far as it stands there letter by letter. */
function listRecordedNames(): readonly string[] {
  const sources = readdirSync(SERVER, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(SERVER, file), "utf8"))
    .filter((text) => text.includes("recordAudit"));
  const names = sources.flatMap((text) =>
    [...text.matchAll(/recordAudit\([^{]*\{/g)].flatMap(({ index, 0: call }) => {
      const entry = within(text, index + call.length - 1);
      return [...entry.matchAll(/(?:before|after|details): \{/g)].flatMap((part) =>
        namesIn(within(entry, (part.index ?? 0) + part[0].length - 1)),
      );
    }),
  );
  return [...new Set(names)].sort();
}

test("whatever the server records has a name in both languages, or is for programs alone", () => {
  const recorded = listRecordedNames();
  expect(recorded.length).toBeGreaterThan(40);
  const isShown = (name: string) => {
    const field = changedFields({ before: null, after: { [name]: true } });
    return field.length > 0 && notedFields({ [name]: true }).length > 0 && !/^id$|Id$/.test(name);
  };
  const { field } = messagesFor("en").officeAudit.fields;
  expect(recorded.filter(isShown).filter((name) => field[name] === undefined)).toEqual([]);
  const swahili = messagesFor("sw").officeAudit.fields;
  const english = messagesFor("en").officeAudit.fields;
  expect(Object.keys(swahili.field).sort()).toEqual(Object.keys(english.field).sort());
  expect(Object.keys(swahili.value).sort()).toEqual(Object.keys(english.value).sort());
});
