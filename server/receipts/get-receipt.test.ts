import { afterAll, beforeAll, expect, test } from "vitest";
import { readReceiptCode } from "../../core/receipt/receipt-code";
import type { ReceiptDocument } from "../../core/receipt/receipt-document";
import { renderReceiptText } from "../../core/receipt/render-text";
import { decodedText, decodeEscpos } from "../../tests/escpos/decode-escpos";
import { accessTokenOf } from "../../tests/factories/access-token-of";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { terminalContext, testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { verifyText } from "../../tests/factories/verify-text";
import { readPdf } from "../../tests/pdf/read-pdf";
import { deriveServerKey } from "../auth/server-key";
import { handleRest } from "../http/handle-rest";
import { recordSale } from "../sales/record-sale";
import { getReceipt } from "./get-receipt";

let tenant: TestTenant;
let other: TestTenant;
let saleId: string;
let receiptNumber: string;
let token: string;

beforeAll(async () => {
  tenant = await newTenant();
  other = await newTenant();
  const { sale } = await recordSale(
    testContext(tenant, "cashier"),
    {
      storeId: tenant.stores[0].id,
      lines: [
        { sku: "MILK-500", quantity: "2" },
        { sku: "TOMATO", quantity: "0.625" },
        { sku: "FLOUR-2", quantity: "1" },
      ],
      payments: [{ method: "cash", amountMinor: 36_400, tenderedMinor: 40_000 }],
    },
    tenant.runtime.newId(),
  );
  saleId = sale.id;
  receiptNumber = sale.receiptNumber;
  token = await accessTokenOf(tenant, "accountant");
});
afterAll(closeTestRuntime);

function get(path: string, bearer = token): Promise<Response> {
  const request = new Request(`http://localhost:3000/api/v1/transactions${path}`, {
    headers: { authorization: `Bearer ${bearer}` },
  });
  return handleRest(request, tenant.runtime);
}

function textOf(document: ReceiptDocument): string {
  return renderReceiptText(document, 42);
}

test("a receipt says what its event says", async () => {
  const document = await getReceipt(testContext(tenant, "accountant"), saleId);
  const text = textOf(document);
  expect(text).toContain(`Shop ${tenant.code}`);
  expect(text).toMatch(/Nairobi, Moi Avenue 12, Nairobi/);
  expect(text).toMatch(new RegExp(`Receipt +${receiptNumber}\n`));
  expect(text).toMatch(/Served by +cashier\n/);
  expect(text).toMatch(/Total KES +364\.00\n/);
  expect(text).toMatch(/Change +36\.00\n/);
  expect(text).toMatch(/B, 16 % .*130\.00\n/);
  expect(text).not.toContain("COPY");
  const proof = document.blocks.find((block) => block.kind === "proof");
  const signed = readReceiptCode(proof?.payload ?? "")?.signed;
  expect(signed?.sale).toMatchObject({ saleId, receiptNumber, totalMinor: 36_400 });
  expect(signed?.sale.lines).toHaveLength(3);
});

test("[RC9] the server signs what it renders by a key that its secret and the tenant make", async () => {
  const document = await getReceipt(testContext(tenant, "owner"), saleId);
  const proof = document.blocks.find((block) => block.kind === "proof");
  const signed = readReceiptCode(proof?.payload ?? "")?.signed;
  expect(signed?.keyId).toBe("S");
  const { authSecret } = tenant.runtime;
  const { publicKey } = deriveServerKey(authSecret, tenant.tenantId);
  const { text = "", signature = new Uint8Array() } = signed ?? {};
  expect(await verifyText(publicKey, text, signature)).toBe(true);
  expect(await verifyText(publicKey, `${text}A`, signature)).toBe(false);
  const others = deriveServerKey(authSecret, other.tenantId).publicKey;
  expect(await verifyText(others, text, signature)).toBe(false);
});

test("another tenant's sale, an unknown one and one of a store out of scope are alike", async () => {
  const unknown = { code: "sale_not_found" };
  const { newId } = tenant.runtime;
  await expect(getReceipt(testContext(other, "owner"), saleId)).rejects.toMatchObject(unknown);
  await expect(getReceipt(testContext(tenant, "owner"), newId())).rejects.toMatchObject(unknown);
  const away = testContext(tenant, "cashier", { storeIds: [tenant.stores[1].id] });
  await expect(getReceipt(away, saleId)).rejects.toMatchObject(unknown);
});

test("a device holds no permission to read receipts", async () => {
  const device = terminalContext(tenant, {
    terminalId: tenant.runtime.newId(),
    storeId: tenant.stores[0].id,
  });
  await expect(getReceipt(device, saleId)).rejects.toMatchObject({ code: "permission_denied" });
});

test("REST answers the four forms of one receipt, each as what it is", async () => {
  const document = await getReceipt(testContext(tenant, "owner"), saleId);

  const pdf = await get(`/${saleId}/receipt.pdf`);
  expect(pdf.status).toBe(200);
  expect(pdf.headers.get("content-type")).toBe("application/pdf");
  expect(pdf.headers.get("content-disposition")).toBe(`inline; filename="${receiptNumber}.pdf"`);
  const read = readPdf(new Uint8Array(await pdf.arrayBuffer()));
  expect(read.text).toContain("364.00");
  expect(read.text).toContain(receiptNumber);

  const escpos = await get(`/${saleId}/receipt.escpos?columns=48`);
  expect(escpos.headers.get("content-type")).toBe("application/octet-stream");
  const bytes = new Uint8Array(await escpos.arrayBuffer());
  expect(decodedText(decodeEscpos(bytes, 48))).toMatch(/Total KES +364\.00\n/);

  const text = await get(`/${saleId}/receipt.txt`);
  expect(text.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(await text.text()).toBe(textOf(document));

  const page = await get(`/${saleId}/receipt?copy=true`);
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(page.headers.get("x-content-type-options")).toBe("nosniff");
  const html = await page.text();
  expect(html).toContain("<strong>364.00</strong>");
  expect(html).toContain("<strong>COPY</strong>");
});

test("REST refuses strangers, other tenants and paper that does not exist", async () => {
  const anonymous = new Request(`http://localhost:3000/api/v1/transactions/${saleId}/receipt.pdf`);
  expect((await handleRest(anonymous, tenant.runtime)).status).toBe(401);
  const foreign = await accessTokenOf(other, "owner");
  for (const form of ["receipt.pdf", "receipt.escpos", "receipt.txt", "receipt"]) {
    expect((await get(`/${saleId}/${form}`, foreign)).status).toBe(404);
  }
  expect((await get("/not-an-id/receipt.pdf")).status).toBe(404);
  expect((await get(`/${saleId}/receipt.escpos?columns=40`)).status).toBe(400);
});
