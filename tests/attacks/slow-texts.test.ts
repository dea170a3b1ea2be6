import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { readAmount } from "../../components/money/read-amount";
import { readEnrolmentCode } from "../../core/access/enrolment-code";
import { parseMeasurePattern } from "../../core/barcode/measure-layout";
import { normalizeScan } from "../../core/barcode/normalize-scan";
import { findCardNumber, maskCardNumbers } from "../../core/privacy/card-number";
import { parseQuantity } from "../../core/quantity/quantity";
import { cleanText } from "../../core/receipt/clean-text";
import { wrapText } from "../../core/receipt/display-width";
import { toPrinterText } from "../../core/receipt/printer-text";
import { readReceiptCode } from "../../core/receipt/receipt-code";
import { receiptNumberIn } from "../../core/receipt/scanned-receipt";
import { csvCell } from "../../core/text/csv-cell";
import { plainLetters } from "../../server/access/new-role-code";
import { isLocalPath } from "../../server/auth/is-local-path";
import { clientAddress } from "../../server/http/client-address";
import { parseForm, parseJson } from "../../server/http/read-body";
import { REST_ROUTES } from "../../server/http/routes";
import { requireFitTexts } from "../../server/http/typed-texts";
import { safeText } from "../../server/log-safety";
import { escapeHtml, oneLine } from "../../server/mail/letter";
import { parseSyncToken } from "../../server/till-sync/sync-token";
import { appRouter } from "../../server/trpc/root";
import { wordsOf } from "../../till/catalog/words";
import { askProcedure, listWalked } from "../db/isolation/ask-procedure";
import { callRoute, nameOf } from "../db/isolation/ask-route";
import { PROCEDURE_CASES } from "../db/isolation/procedure-cases";
import { ROUTE_CASES } from "../db/isolation/route-cases";
import { accessTokenOf } from "../factories/access-token-of";
import { newTenant, type TestTenant } from "../factories/new-tenant";
import { testContext } from "../factories/test-context";
import { closeTestRuntime } from "../factories/test-runtime";
import { CURSOR_NAME } from "./hostile-cursors";
import { growsWithLength } from "./work-of";

/** Repeated, and then ended in a way that nothing expects. */
const PIECES = [
  " ",
  "a",
  "0",
  "1 ",
  "4242 4242 4242 4242 ",
  "4242424242424242-",
  ".",
  "a.",
  "@",
  "a@",
  "://",
  'x: "',
  "?a=",
  "%",
  "%41",
  "\\",
  "(",
  "{{",
  "[",
  ',"',
  "=\t",
  "e\u0301",
  "\u{1f468}\u200d",
  "https://a/01/",
  "params:",
  "\n ",
];

const textOf = (piece: string) => (length: number) =>
  `${piece.repeat(Math.ceil(length / piece.length)).slice(0, length)}\u0000@ `;

const swallow = (work: () => unknown) => {
  try {
    return work();
  } catch {
    return null;
  }
};

/** The longest text that a sale can bring to paper, by its schema: finding graphemes is dear. */
const PAPER_MAX = 500;

/** Everything that meets a text which somebody typed, scanned or sent. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  "the detector of card numbers": findCardNumber,
  "the masking of card numbers": maskCardNumbers,
  "a barcode": normalizeScan,
  "a pattern of weighed goods": parseMeasurePattern,
  "a scanned receipt": receiptNumberIn,
  "a receipt's code": readReceiptCode,
  "an enrolment code": readEnrolmentCode,
  "the till's search": wordsOf,
  "an amount": (text) => readAmount(text, "KES", "en-GB"),
  "a quantity": parseQuantity,
  "a cell of a table file": csvCell,
  "a text for paper": cleanText,
  "a text for a printer": (text) => toPrinterText(text.slice(0, PAPER_MAX)),
  "lines of a receipt": (text) => wrapText(text.slice(0, PAPER_MAX), 42),
  "a role's name": plainLetters,
  "a line of the log": safeText,
  "a line of a letter": oneLine,
  "a letter's page": escapeHtml,
  "an e-mail address": (text) => z.email().safeParse(text),
  "a path to return to": isLocalPath,
  "a client's address": (text) =>
    clientAddress(new Headers({ "x-forwarded-for": text.replace(/[^ -~]/g, "") })),
  "a form": (text) => swallow(() => parseForm(text, "application/x-www-form-urlencoded")),
  "a JSON text": (text) => swallow(() => parseJson(text)),
  "a sync token": (text) => swallow(() => parseSyncToken(text)),
  "a typed text": (text) => swallow(() => requireFitTexts({ note: text }, { isKept: true })),
};

const LENGTH = 3_000;

test.each(Object.entries(READERS))("%s takes time in proportion to the text", (_name, read) => {
  const slow = PIECES.filter((piece) => !growsWithLength(read, textOf(piece), LENGTH));
  expect(slow).toEqual([]);
});

describe("a field that is searched by", () => {
  let tenant: TestTenant;
  let token: string;

  beforeAll(async () => {
    tenant = await newTenant();
    token = await accessTokenOf(tenant, "owner");
  });
  afterAll(closeTestRuntime);

  type Asked = (text: string) => Promise<unknown>;
  type Field = { readonly name: string; readonly lengthMax: number; readonly ask: Asked };

  /** Texts that a question takes as they are, and how long they may be. */
  function freeTextsOf(schema: z.ZodType | undefined): [string, number][] {
    if (schema === undefined) return [];
    const { properties = {} } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as {
      properties?: Record<
        string,
        { type?: string; format?: string; maxLength?: number; enum?: unknown }
      >;
    };
    return Object.entries(properties)
      .filter(
        ([name, { type, format }]) =>
          type === "string" && format === undefined && !CURSOR_NAME.test(name),
      )
      .filter(([, field]) => field.enum === undefined)
      .map(([name, { maxLength }]) => [name, maxLength ?? 2_000]);
  }

  const PROCEDURES: readonly Field[] = listWalked(appRouter)
    .filter(({ type }) => type === "query")
    .flatMap(({ path, inputs }) =>
      freeTextsOf(inputs[0]).map(([field, lengthMax]) => ({
        name: `${path} ${field}`,
        lengthMax,
        ask: (text) =>
          askProcedure(appRouter, {
            path,
            runtime: tenant.runtime,
            tenant: testContext(tenant, "owner"),
            input: { [field]: text },
          }),
      })),
    );

  const ROUTES: readonly Field[] = REST_ROUTES.filter(({ access }) => typeof access === "object")
    .filter(({ method }) => method === "GET")
    .flatMap((route) =>
      freeTextsOf(route.query).map(([field, lengthMax]) => ({
        name: `${nameOf(route)} ${field}`,
        lengthMax,
        ask: (text) =>
          callRoute(tenant.runtime, route, {
            token,
            request: { path: route.path, query: { [field]: text } },
          }),
      })),
    );

  const SLOWER_MAX = 12;
  const HARD = ["%", "_", "%a", "_%", "\\", "a ", "a%_", "' ", "(", "\u0301"];

  async function leastWait(ask: Asked, text: string): Promise<number> {
    let least = Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const start = performance.now();
      await ask(text);
      least = Math.min(least, performance.now() - start);
    }
    return least;
  }

  test("is found in what can be asked", () => {
    const names = [...PROCEDURES, ...ROUTES].map(({ name }) => name);
    for (const known of ["catalog.products search", "GET /products search", "sales.list receipt"]) {
      expect(names).toContain(known);
    }
    expect(Object.keys({ ...PROCEDURE_CASES, ...ROUTE_CASES }).length).toBeGreaterThan(
      names.length,
    );
  });

  test.each([...PROCEDURES, ...ROUTES])(
    "$name: a hard text costs about what an easy one does",
    async ({ ask, lengthMax }) => {
      const repeated = (piece: string) => piece.repeat(lengthMax).slice(0, lengthMax);
      const easy = "milk".padEnd(lengthMax, "x");
      for (const piece of HARD) {
        // A machine that others use may be slow at one moment; it is not each time.
        let ratio = Number.POSITIVE_INFINITY;
        for (let attempt = 0; attempt < 3 && ratio >= SLOWER_MAX; attempt += 1) {
          ratio = (await leastWait(ask, repeated(piece))) / (await leastWait(ask, easy));
        }
        expect([piece, ratio < SLOWER_MAX, ratio]).toEqual([piece, true, ratio]);
      }
    },
  );
});
