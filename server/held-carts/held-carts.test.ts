import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isDomainError } from "../../core/errors";
import {
  CHANGES_VERSION,
  type HeldCartChange,
  type HoldCartRequest,
} from "../../core/sync/protocol-v1";
import { newDeposit } from "../../tests/factories/new-deposit";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal, type TestTerminal } from "../../tests/factories/new-terminal";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { listChanges } from "../till-sync/list-changes";
import { holdCart, holdCartInput } from "./hold-cart";
import { dropHeldCart, takeHeldCart } from "./take-held-cart";

let tenant: TestTenant;
let first: TestTerminal;
let second: TestTerminal;
let elsewhere: TestTerminal;

beforeAll(async () => {
  tenant = await newTenant();
  first = await newTerminal(tenant);
  second = await newTerminal(tenant);
  elsewhere = await newTerminal(tenant, { storeIndex: 1 });
});
afterAll(closeTestRuntime);

function cart(change: Partial<HoldCartRequest> = {}): HoldCartRequest {
  return {
    kind: "parked",
    number: "Milk 10:00",
    name: "Blue shirt",
    cashierName: "Amina",
    customerId: null,
    currency: "KES",
    itemCount: 2,
    totalMinor: 13_000,
    expiresOn: null,
    heldAt: "2026-04-30T10:00:00.000Z",
    version: null,
    cart: { lines: [{ sku: "MILK-500" }] },
    ...change,
  };
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "no error";
  } catch (error) {
    return isDomainError(error) ? error.code : String(error);
  }
}

it.each([
  [{ expiresOn: "0000-02-01" }, "expiresOn"],
  [{ expiresOn: "soon" }, "expiresOn"],
  [{ heldAt: "0000-02-01T00:00:00.000Z" }, "heldAt"],
  [{ heldAt: "yesterday" }, "heldAt"],
])("a cart of a time that is none is refused before anything is asked: %j", (change, field) => {
  const parsed = holdCartInput.safeParse(cart(change));
  expect(parsed.error?.issues.map(({ path }) => path)).toEqual([[field]]);
});

const tokens = new Map<TestTerminal, string>();

/** Held carts that a till hears of since it asked last; null for those that are gone. */
async function hear(till: TestTerminal): Promise<Map<string, HeldCartChange | null>> {
  const token = tokens.get(till);
  const page = await listChanges(till.context, {
    ...(token ? { token } : {}),
    limit: 5_000,
    version: CHANGES_VERSION,
  });
  tokens.set(till, page.token);
  return new Map(
    page.changes
      .filter((change) => change.entity === "held_cart")
      .map((change) => [change.id, change.body as HeldCartChange | null]),
  );
}

async function statusOf(id: string) {
  const rows = await tenant.runtime.database.withTenant(tenant.tenantId, (tx) =>
    tx.execute<{ status: string; kind: string; paid_minor: string; total_minor: string }>(sql`
      select status, kind, paid_minor, total_minor from held_carts
      where tenant_id = ${tenant.tenantId}::uuid and id = ${id}::uuid`),
  );
  return rows[0] && { ...rows[0], paid_minor: Number(rows[0].paid_minor) };
}

function countDeviations(kind: string): Promise<number> {
  return tenant.runtime.database.withTenant(tenant.tenantId, async (tx) => {
    const rows = await tx.execute(sql`select 1 from deviations
      where tenant_id = ${tenant.tenantId}::uuid and kind = ${kind}`);
    return rows.length;
  });
}

describe("a cart that a till puts aside", () => {
  it("is heard of by the other tills of the store, and by no other store", async () => {
    const id = tenant.runtime.newId();
    await Promise.all([hear(second), hear(elsewhere)]);
    expect(await holdCart(first.context, id, cart())).toEqual({ version: 1 });
    expect((await hear(second)).get(id)).toMatchObject({
      name: "Blue shirt",
      registerName: first.registerName,
      totalMinor: 13_000,
      version: 1,
      cart: { lines: [{ sku: "MILK-500" }] },
    });
    expect((await hear(elsewhere)).size).toBe(0);
    expect(await codeOf(takeHeldCart(elsewhere.context, id, { version: 1 }))).toBe(
      "held_cart_not_found",
    );
  });

  it("goes to exactly one of the tills that ask at once, and leaves the others' lists", async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = tenant.runtime.newId();
      await holdCart(first.context, id, cart());
      const outcomes = await Promise.all(
        [first, second].map((till) => codeOf(takeHeldCart(till.context, id, { version: 1 }))),
      );
      expect(outcomes.sort()).toEqual(["held_cart_taken", "no error"]);
      expect((await hear(second)).get(id)).toBeNull();
    }
  });

  it("is given again to the till that has it, and put back over the version it was given", async () => {
    const id = tenant.runtime.newId();
    await holdCart(first.context, id, cart());
    const taken = await takeHeldCart(second.context, id, { version: 1 });
    expect(await takeHeldCart(second.context, id, { version: 1 })).toEqual(taken);
    expect(await codeOf(holdCart(first.context, id, cart({ version: 1 })))).toBe("held_cart_taken");
    const back = cart({ version: taken.heldCart.version, name: "Red shirt" });
    expect(await holdCart(second.context, id, back)).toEqual({ version: 3 });
    expect((await hear(first)).get(id)).toMatchObject({ name: "Red shirt", version: 3 });
  });

  it("is saved once when the answer was lost, and not over a version that was not seen", async () => {
    const id = tenant.runtime.newId();
    await holdCart(first.context, id, cart());
    expect(await holdCart(first.context, id, cart())).toEqual({ version: 1 });
    expect(await holdCart(second.context, id, cart({ version: 1, itemCount: 3 }))).toEqual({
      version: 2,
    });
    expect(await codeOf(holdCart(first.context, id, cart({ version: 1 })))).toBe("stale_version");
    expect(await codeOf(takeHeldCart(first.context, id, { version: 1 }))).toBe("stale_version");
  });

  it("is thrown away once, and cannot be taken or saved any more", async () => {
    const id = tenant.runtime.newId();
    await holdCart(first.context, id, cart());
    const dropped = await dropHeldCart(second.context, id);
    expect(await dropHeldCart(second.context, id)).toEqual(dropped);
    expect(await codeOf(takeHeldCart(first.context, id, { version: 2 }))).toBe(
      "held_cart_not_found",
    );
    expect(await codeOf(holdCart(first.context, id, cart({ version: 2 })))).toBe(
      "held_cart_not_found",
    );
    expect(await codeOf(dropHeldCart(first.context, tenant.runtime.newId()))).toBe(
      "held_cart_not_found",
    );
  });

  it("is nobody's but a device's", async () => {
    const owner = testContext(tenant, "owner");
    const id = tenant.runtime.newId();
    const asked = [
      holdCart(owner, id, cart()),
      takeHeldCart(owner, id, { version: 1 }),
      dropHeldCart(owner, id),
    ];
    expect(await Promise.all(asked.map(codeOf))).toEqual(Array(3).fill("permission_denied"));
  });

  it("is sold with its sale; a second sale is booked and noted once", async () => {
    const id = tenant.runtime.newId();
    await holdCart(first.context, id, cart());
    await first.push([first.sealSale({ heldCartId: id })]);
    expect(await statusOf(id)).toMatchObject({ status: "sold" });
    expect((await hear(second)).get(id)).toBeNull();
    expect(await countDeviations("held_cart_sold_twice")).toBe(0);
    const answer = await second.push([
      second.sealSale({ heldCartId: id }),
      second.sealSale({ heldCartId: id }),
    ]);
    expect(answer).toMatchObject({ appliedThrough: 2, quarantined: [] });
    expect(await countDeviations("held_cart_sold_twice")).toBe(1);
  });
});

describe("a layaway", () => {
  it("[LG4] adds its deposits up in whatever order they arrive, and shows the latest cart", async () => {
    const heldCartId = tenant.runtime.newId();
    const early = newDeposit(tenant, { heldCartId, amountMinor: 20_000, cart: { lines: [1] } });
    const late = newDeposit(tenant, { heldCartId, amountMinor: 30_000, cart: { lines: [1, 2] } });
    const at = (createdAt: string) => ({ createdAt });
    await second.push([second.seal("DEPOSIT", late, at("2026-04-30T12:00:00Z"))]);
    await first.push([first.seal("DEPOSIT", early, at("2026-04-30T11:00:00Z"))]);
    expect(await statusOf(heldCartId)).toMatchObject({
      kind: "layaway",
      status: "held",
      paid_minor: 50_000,
    });
    expect((await hear(first)).get(heldCartId)).toMatchObject({
      kind: "layaway",
      number: late.heldNumber,
      cashierName: "cashier",
      itemCount: 2,
      totalMinor: 100_000,
      paidMinor: 50_000,
      cart: { lines: [1, 2] },
    });
  });

  it("stays cancelled, whatever arrives after", async () => {
    const heldCartId = tenant.runtime.newId();
    const back = newDeposit(tenant, { heldCartId, kind: "cancellation", amountMinor: -20_000 });
    await second.push([second.seal("DEPOSIT", back)]);
    await first.push([first.seal("DEPOSIT", newDeposit(tenant, { heldCartId }))]);
    expect(await statusOf(heldCartId)).toMatchObject({ status: "cancelled", paid_minor: 0 });
    expect(await codeOf(takeHeldCart(first.context, heldCartId, { version: 2 }))).toBe(
      "held_cart_not_found",
    );
  });

  it("is sold although its deposit arrives after its sale", async () => {
    const heldCartId = tenant.runtime.newId();
    await second.push([second.sealSale({ heldCartId })]);
    await first.push([first.seal("DEPOSIT", newDeposit(tenant, { heldCartId }))]);
    expect(await statusOf(heldCartId)).toMatchObject({ status: "sold", paid_minor: 20_000 });
  });

  it("stays a layaway when it is put back, and is not thrown away", async () => {
    const heldCartId = tenant.runtime.newId();
    await first.push([first.seal("DEPOSIT", newDeposit(tenant, { heldCartId }))]);
    const { heldCart } = await takeHeldCart(first.context, heldCartId, { version: 1 });
    await holdCart(first.context, heldCartId, cart({ version: heldCart.version }));
    expect(await statusOf(heldCartId)).toMatchObject({ kind: "layaway", status: "held" });
    expect(await codeOf(dropHeldCart(first.context, heldCartId))).toBe("validation_failed");
  });
});
