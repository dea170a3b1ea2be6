import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal } from "../../tests/factories/new-terminal";
import {
  readBalance,
  readRows,
  sealPoison,
  setAsideWrongly,
} from "../../tests/factories/set-aside";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { retryAside } from "./retry-aside";

let tenant: TestTenant;

beforeAll(async () => {
  tenant = await newTenant();
});
afterAll(closeTestRuntime);

function readEvent(eventId: string) {
  return readRows(
    tenant,
    sql`select state, resolution, attempts, error_code from event_inbox
      where tenant_id = ${tenant.tenantId}::uuid and event_id = ${eventId}::uuid`,
  ).then(([row]) => row);
}

describe("retryAside", () => {
  it("[CO1] books what is good by today's rules, and suspense is empty again", async () => {
    const terminal = await newTerminal(tenant);
    const sale = terminal.sealSale();
    await setAsideWrongly(tenant, terminal, sale);
    expect(await readBalance(tenant, "9999")).toBe(-13_000);
    const owner = testContext(tenant, "owner");
    const place = { terminalId: sale.terminalId, sequence: 1 };
    expect(await retryAside(owner, place)).toEqual({ state: "applied", code: null });
    expect(await readEvent(sale.eventId)).toMatchObject({
      state: "applied",
      resolution: "retried",
    });
    expect(await readBalance(tenant, "9999")).toBe(0);
    const lines = await readRows(
      tenant,
      sql`select line_number, account, amount_minor from journal_lines
        where tenant_id = ${tenant.tenantId}::uuid and source_event_id = ${sale.eventId}::uuid
        order by line_number`,
    );
    expect(lines.map((line) => [line["line_number"], line["account"]])).toEqual([
      [1, "1000"],
      [2, "9999"],
      [3, "1000"],
      [4, "9999"],
      [5, "1000"],
      [6, "4000"],
      [7, "2200"],
    ]);
    const [deviation] = await readRows(
      tenant,
      sql`select state, resolution_note from deviations where tenant_id = ${tenant.tenantId}::uuid
        and kind = 'event_quarantined' and source_event_id = ${sale.eventId}::uuid`,
    );
    expect(deviation).toEqual({ state: "resolved", resolution_note: "retried" });
    await expect(retryAside(owner, place)).rejects.toMatchObject({ code: "event_not_aside" });
    const answer = await terminal.push([terminal.sealSale()]);
    expect(answer).toMatchObject({ appliedThrough: 2, quarantined: [] });
  });

  it("[CO1] leaves what is still bad where it is, with one attempt more", async () => {
    const terminal = await newTerminal(tenant);
    const poison = sealPoison(terminal);
    await terminal.push([poison]);
    const before = await readBalance(tenant, "9999");
    const outcome = await retryAside(testContext(tenant, "admin"), {
      terminalId: poison.terminalId,
      sequence: 1,
    });
    expect(outcome).toEqual({ state: "quarantined", code: "event_totals_mismatch" });
    expect(await readEvent(poison.eventId)).toMatchObject({
      state: "quarantined",
      resolution: null,
      attempts: 2,
    });
    expect(await readBalance(tenant, "9999")).toBe(before);
  });

  it("[CO1] keeps aside what the ledger has another record of", async () => {
    const terminal = await newTerminal(tenant);
    const sale = terminal.sealSale();
    const again = terminal.seal("SALE", sale.payload);
    await terminal.push([sale, again]);
    const outcome = await retryAside(testContext(tenant, "owner"), {
      terminalId: sale.terminalId,
      sequence: 2,
    });
    expect(outcome).toEqual({ state: "quarantined", code: "event_conflicts_with_ledger" });
  });

  it("[EV4] asks again about what waits for an upgrade, and about a broken chain in vain", async () => {
    const terminal = await newTerminal(tenant);
    const { certificate } = terminal;
    await terminal.push([terminal.seal("TOMORROWS_FACT", {})]);
    const place = { terminalId: certificate.terminalId, sequence: 1 };
    const owner = testContext(tenant, "owner");
    expect(await retryAside(owner, place)).toEqual({
      state: "waiting_upgrade",
      code: "event_type_unknown",
    });
    const broken = await newTerminal(tenant);
    const stranger = await newTerminal(tenant);
    stranger.sealSale();
    const moved = stranger.seal("SALE", stranger.sealSale().payload, {
      terminalId: broken.certificate.terminalId,
      sequence: 1,
    });
    await broken.push([moved]);
    expect(await retryAside(owner, { terminalId: moved.terminalId, sequence: 1 })).toEqual({
      state: "quarantined",
      code: "event_chain_broken",
    });
  });

  it("is for the owner and the administrator, in their stores", async () => {
    const terminal = await newTerminal(tenant);
    await terminal.push([sealPoison(terminal)]);
    const place = { terminalId: terminal.certificate.terminalId, sequence: 1 };
    await expect(retryAside(testContext(tenant, "supervisor"), place)).rejects.toMatchObject({
      code: "permission_denied",
    });
    const [, elsewhere] = tenant.stores;
    const bound = testContext(tenant, "owner", { storeIds: [elsewhere.id] });
    await expect(retryAside(bound, place)).rejects.toMatchObject({ code: "event_not_found" });
    const unknown = { ...place, sequence: 2 };
    await expect(retryAside(testContext(tenant, "owner"), unknown)).rejects.toMatchObject({
      code: "event_not_found",
    });
  });
});
