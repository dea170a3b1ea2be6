import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal, type TestTerminal } from "../../tests/factories/new-terminal";
import { readBalance, readRows, sealPoison } from "../../tests/factories/set-aside";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { getSale } from "../sales/get-sale";
import type { ConfirmedSaleInput } from "./build-correction";
import { getAsideEvent } from "./get-aside-event";
import { postCorrection } from "./post-correction";
import { previewCorrection } from "./preview-correction";

let tenant: TestTenant;
let terminal: TestTerminal;

beforeAll(async () => {
  tenant = await newTenant();
  terminal = await newTerminal(tenant);
});
afterAll(closeTestRuntime);

async function pushPoison() {
  const poison = sealPoison(terminal);
  await terminal.push([poison]);
  return { poison, place: { terminalId: poison.terminalId, sequence: poison.sequence } };
}

const LINES: ConfirmedSaleInput = { kind: "lines", taxGroupCodes: ["B"], method: "cash" };

describe("postCorrection", () => {
  it("[CO2] books the sale as it was read, on its own till and day, and empties suspense", async () => {
    const { poison, place } = await pushPoison();
    const owner = testContext(tenant, "owner");
    const before = await getAsideEvent(owner, place);
    expect(before).toMatchObject({
      item: { code: "event_totals_mismatch", amountMinor: 13_000, currency: "KES" },
      sale: { totalMinor: 13_000, method: "cash", lines: [{ taxGroupCode: "B" }] },
      resolution: null,
    });
    expect(await previewCorrection(owner, { ...place, sale: LINES })).toMatchObject({
      totalMinor: 13_000,
      taxMinor: 1_793,
      paidMinor: 13_000,
    });
    expect(await readBalance(tenant, "9999")).toBe(-13_000);
    const posted = await postCorrection(owner, { ...place, reason: "read it", sale: LINES });
    expect(await readBalance(tenant, "9999")).toBe(0);
    expect(await readBalance(tenant, "1000")).toBe(13_000);
    const sale = await getSale(owner, posted.saleId ?? "");
    expect(sale).toMatchObject({
      receiptNumber: (poison.payload as { receiptNumber: string }).receiptNumber,
      terminalId: poison.terminalId,
      sequence: poison.sequence,
      businessOn: poison.businessDate,
      totalMinor: 13_000,
    });
    const [event] = await readRows(
      tenant,
      sql`select aside.state, aside.resolution, correction.type, correction.state as corrected
        from event_inbox as aside join event_inbox as correction
          on correction.tenant_id = aside.tenant_id
            and correction.event_id = aside.resolution_event_id
        where aside.tenant_id = ${tenant.tenantId}::uuid
          and aside.event_id = ${poison.eventId}::uuid`,
    );
    expect(event).toEqual({
      state: "quarantined",
      resolution: "posted",
      type: "CORRECTION",
      corrected: "applied",
    });
  });

  it("[CO3] calls the money over when nobody knows what it was for", async () => {
    const { place } = await pushPoison();
    const admin = testContext(tenant, "admin");
    const over = await readBalance(tenant, "7910");
    const posted = await postCorrection(admin, { ...place, reason: "no receipt", sale: null });
    expect(posted).toMatchObject({ saleId: null, receiptNumber: null });
    expect(await readBalance(tenant, "9999")).toBe(0);
    expect(await readBalance(tenant, "7910")).toBe(over - 13_000);
    expect((await getAsideEvent(admin, place)).resolution).toBe("accepted");
  });

  it("[CO3] is done once, also when two do it at the same time", async () => {
    const { place } = await pushPoison();
    const request = { ...place, reason: "twice", sale: LINES };
    const outcomes = await Promise.allSettled([
      postCorrection(testContext(tenant, "owner"), request),
      postCorrection(testContext(tenant, "admin"), request),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = outcomes.find(({ status }) => status === "rejected");
    expect(refused).toMatchObject({ reason: { code: "event_not_aside" } });
    expect(await readBalance(tenant, "9999")).toBe(0);
  });

  it("[CO2] books a total where no line can be read, with a receipt number if it has none", async () => {
    const poison = terminal.sealSale({ lines: "none" as never, receiptNumber: 3 as never });
    await terminal.push([poison]);
    const place = { terminalId: poison.terminalId, sequence: poison.sequence };
    const sale = {
      kind: "total",
      totalMinor: 12_500,
      taxGroupCode: "A",
      method: "mpesa",
    } as const;
    const owner = testContext(tenant, "owner");
    await expect(
      postCorrection(owner, { ...place, reason: "no lines", sale: LINES }),
    ).rejects.toMatchObject({ code: "validation_failed" });
    const posted = await postCorrection(owner, { ...place, reason: "as the slip says", sale });
    expect(posted.receiptNumber).toMatch(/^2026-04-30-/);
    expect(await readBalance(tenant, "9999")).toBe(0);
    expect(await readBalance(tenant, "1020")).toBe(12_500);
  });

  it("takes a new id for a sale whose own stands in the ledger", async () => {
    const sold = terminal.sealSale();
    const again = terminal.seal("SALE", sold.payload);
    await terminal.push([sold, again]);
    const place = { terminalId: again.terminalId, sequence: again.sequence };
    const owner = testContext(tenant, "owner");
    const posted = await postCorrection(owner, { ...place, reason: "sold twice", sale: LINES });
    expect(posted.saleId).not.toBe((sold.payload as { saleId: string }).saleId);
    expect(await readBalance(tenant, "9999")).toBe(0);
  });

  it("leaves an audit entry, and is not for everybody", async () => {
    const { poison, place } = await pushPoison();
    const request = { ...place, reason: "mine", sale: LINES };
    await expect(postCorrection(testContext(tenant, "supervisor"), request)).rejects.toMatchObject({
      code: "permission_denied",
    });
    await postCorrection(testContext(tenant, "owner"), request);
    const [entry] = await readRows(
      tenant,
      sql`select action, details ->> 'reason' as reason from audit_entries
        where tenant_id = ${tenant.tenantId}::uuid and subject_id = ${poison.eventId}::uuid`,
    );
    expect(entry).toEqual({ action: "sync.post", reason: "mine" });
  });

  it("[CO2] is set aside when a till says it", async () => {
    const { poison } = await pushPoison();
    const { terminalId, sequence, eventId, hash, type } = poison;
    const { createdAt, businessDate, shiftId, cashierId } = poison;
    const forged = terminal.seal("CORRECTION", {
      correctionId: tenant.runtime.newId(),
      of: {
        ...{ terminalId, sequence, eventId, hash, type },
        ...{ createdAt, businessDate, shiftId, cashierId },
        registerId: terminal.certificate.registerId,
      },
      reason: "mine",
      suspended: { amountMinor: 13_000, currency: "KES" },
      sale: null,
    });
    const answer = await terminal.push([forged]);
    expect(answer.quarantined).toContainEqual({
      sequence: forged.sequence,
      code: "event_schema_invalid",
    });
  });
});
