import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { readReceiptCode } from "../../../core/receipt/receipt-code";
import { type Database, openDatabase } from "../../../db/client";
import { handleRest } from "../../../server/http/handle-rest";
import { route } from "../../../server/http/route";
import { getReceipt } from "../../../server/receipts/get-receipt";
import { isGenuineRecovery } from "../../../server/till-sync/is-genuine-recovery";
import { inTransaction } from "../../../server/transaction";
import { accessTokenOf } from "../../factories/access-token-of";
import { testContext } from "../../factories/test-context";
import { closeTestRuntime } from "../../factories/test-runtime";
import { testDatabase } from "../../setup/test-database";
import { nameOf } from "./ask-route";
import { findLeaks, foreignSecrets } from "./canaries";
import { type Document, listDocuments, readDocument } from "./documents";
import { type FilledTenant, fillTwo } from "./fill-tenant";
import { noteWalked } from "./note-walked";
import { ROUTE_CASES } from "./route-cases";

type Side = {
  readonly filled: FilledTenant;
  readonly foreign: ReadonlySet<string>;
  readonly token: string;
};

const DOCUMENTS = listDocuments();

let admin: postgres.Sql;
let ours: Side;
let theirs: Side;
/** As a role that no policy binds: what stays apart is what the queries themselves keep apart. */
let wallLess: Database;

beforeAll(async () => {
  const { adminUrl } = await testDatabase();
  admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  wallLess = openDatabase(adminUrl, { max: 2 });
  const two = await fillTwo(admin);
  ours = await sideOf(two.ours, two.secrets);
  const ids = { ours: two.theirs.tenant.tenantId, theirs: two.ours.tenant.tenantId };
  theirs = await sideOf(two.theirs, await foreignSecrets(admin, ids));
});
afterAll(async () => {
  noteWalked(
    "documents",
    DOCUMENTS.map(({ name }) => name),
  );
  await Promise.all([admin.end(), wallLess.close()]);
  await closeTestRuntime();
});

async function sideOf(filled: FilledTenant, foreign: ReadonlySet<string>): Promise<Side> {
  return { filled, foreign, token: await accessTokenOf(filled.tenant, "owner") };
}

/** The file about a tenant's own things, as it is told to keep and to call it, and read. */
async function take({ route: { method, path }, query }: Document, side: Side, database?: Database) {
  const { filled, token } = side;
  const request = ROUTE_CASES[`${method} ${path}`]?.request(filled.here);
  if (!request) throw new Error(`${path} has no case`);
  const search = new URLSearchParams({ ...query });
  const { runtime } = filled.tenant;
  const response = await handleRest(
    new Request(`http://localhost:3000/api/v1${request.path}?${search}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
    }),
    database ? { ...runtime, database } : runtime,
  );
  const bytes = new Uint8Array(await response.arrayBuffer());
  const { headers, status } = response;
  return { status, headers, text: readDocument(headers.get("content-type") ?? "", bytes) };
}

type Taken = Awaited<ReturnType<typeof take>>;

/** What is wrong with a file of this tenant's. */
function strayIn({ status, headers, text }: Taken, { filled, foreign }: Side): string[] {
  const { code } = filled.tenant;
  // A narrow roll breaks words, and a drawn page has no blanks.
  const read = text.replaceAll(/[\s\u00ad]+/g, "");
  const kept = headers.get("cache-control");
  const told = [text, read, headers.get("content-disposition") ?? ""];
  const leaks = new Set(told.flatMap((each) => findLeaks(each, foreign, "")));
  return [
    ...(status === 200 ? [] : [`it answers ${status}`]),
    ...(read.includes(code) ? [] : ["it says nothing"]),
    ...(kept === "private, no-store" ? [] : [`it may be kept: ${kept}`]),
    ...[...leaks].map((secret) => `it tells ${secret}`),
  ];
}

describe.each(DOCUMENTS)("$name", (document) => {
  test("says what is its tenant's own and nothing else, also to two at once", async () => {
    const [mine, other] = await Promise.all([take(document, ours), take(document, theirs)]);
    expect([strayIn(mine, ours), strayIn(other, theirs)]).toEqual([[], []]);
    // A reader that reads nothing would find nothing.
    expect(strayIn(other, ours).length).toBeGreaterThan(1);
  });

  test("does the same where the database has no walls", async () => {
    const pair = [ours, theirs].map((side) => take(document, side, wallLess));
    const [mine, other] = await Promise.all(pair);
    if (!mine || !other) throw new Error("both have it");
    expect([strayIn(mine, ours), strayIn(other, theirs)]).toEqual([[], []]);
  });
});

describe("the code that a customer carries on paper", () => {
  async function codeOf({ filled }: Side): Promise<string> {
    const { blocks } = await getReceipt(testContext(filled.tenant, "owner"), filled.here.saleId);
    const proof = blocks.find((block) => block.kind === "proof");
    return proof?.kind === "proof" ? proof.payload : "";
  }

  const isGenuine = ({ filled }: Side, code: string, at: FilledTenant) => {
    const context = testContext(filled.tenant, "system");
    const { terminalId } = at.here.terminal.certificate;
    const stated = { sequence: 1, terminalId, code };
    const { storeId } = filled.here;
    return inTransaction(context, (tx) => isGenuineRecovery(tx, context, { storeId, stated }));
  };

  test("is genuine where it was printed and nowhere else", async () => {
    const code = await codeOf(ours);
    expect(readReceiptCode(code)?.signed).toBeDefined();
    expect(await isGenuine(ours, code, ours.filled)).toBe(true);
    expect(await isGenuine(theirs, code, theirs.filled)).toBe(false);
    expect(await isGenuine(theirs, code, ours.filled)).toBe(false);
    expect(await isGenuine(theirs, await codeOf(theirs), theirs.filled)).toBe(true);
  });
});

describe("the walk itself", () => {
  const archive = route({
    method: "GET",
    path: "/archive",
    access: { permission: "sale.read" },
    summary: "A file that nobody thought about",
    query: z.object({ format: z.enum(["zip", "tar"]) }),
    response: { mediaType: "application/zip" },
    handle: async () => new Response(),
  });

  test("finds a new file, in each of its formats, and that nobody can read it", () => {
    const names = listDocuments([archive]).map(({ name }) => name);
    expect(names).toEqual(["GET /archive as zip", "GET /archive as tar"]);
    expect(Object.keys(ROUTE_CASES)).not.toContain(nameOf(archive));
    expect(() => readDocument("application/zip", new Uint8Array())).toThrow("nobody can read");
  });

  test("catches a file that is empty, may be kept, or holds what is another's", async () => {
    const headers = new Headers({ "cache-control": "public" });
    const { code } = theirs.filled.tenant;
    expect(strayIn({ status: 404, headers, text: `a ${code}` }, ours)).toEqual([
      "it answers 404",
      "it says nothing",
      "it may be kept: public",
      `it tells ${code}`,
    ]);
  });
});
