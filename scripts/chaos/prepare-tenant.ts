import type { DemoTenant } from "../../db/seed/demo-tenant";
import { DUKA_MOJA } from "../../db/seed/duka-moja";
import { DUKA_STORES } from "../../db/seed/duka-people";
import type { Runtime } from "../../server/context";
import { seedTenant } from "../demo/seed-tenant";
import type { FleetProduct } from "./terminal-messages";

export type ChaosTenant = {
  readonly tenantId: string;
  readonly storeId: string;
  readonly owner: { readonly email: string; readonly password: string };
  /** May take goods back and void without asking anybody. */
  readonly supervisor: { readonly displayName: string; readonly pin: string };
  readonly cashier: { readonly displayName: string; readonly pin: string };
  /** One for each simulated terminal. */
  readonly registerIds: readonly string[];
  readonly browserRegister: string;
  readonly products: readonly FleetProduct[];
  /** Goods sold by the piece, as a scanner reads them. */
  readonly shelf: readonly ShelfProduct[];
};

export type ShelfProduct = { readonly name: string; readonly code: string };

const CODE = "chaos";
const BROWSER_REGISTER = "Browser till";

/** A new business with the goods and people of the demo, one store, and a register for each till. */
export async function prepareTenant(runtime: Runtime, terminals: number): Promise<ChaosTenant> {
  const [place] = DUKA_STORES;
  if (!place) throw new Error("the demo has a store");
  const names = Array.from({ length: terminals }, (_, index) => `Till ${index + 1}`);
  const stores = [{ ...place, registerNames: [...names, BROWSER_REGISTER] }];
  const demo: DemoTenant = { ...DUKA_MOJA, code: CODE, stores };
  const { context, stores: made, productIds } = await seedTenant(runtime, demo);
  const [store] = made;
  if (!store) throw new Error("the store was not made");
  return {
    tenantId: context.tenantId,
    storeId: store.id,
    owner: personOf(demo, "owner"),
    supervisor: pinOf(demo, "supervisor"),
    cashier: pinOf(demo, "cashier"),
    registerIds: store.registers.filter(({ name }) => names.includes(name)).map(({ id }) => id),
    browserRegister: BROWSER_REGISTER,
    products: demo.products.flatMap(({ sku, unit }) => {
      const productId = productIds.get(sku);
      return productId === undefined ? [] : [{ productId, isWeighed: unit !== "each" }];
    }),
    shelf: demo.products.flatMap(({ name, unit, barcodes, family }) => {
      const [barcode] = barcodes;
      return unit === "each" && barcode && !family ? [{ name, code: barcode.code }] : [];
    }),
  };
}

function personOf(demo: DemoTenant, role: "owner"): { email: string; password: string } {
  const person = demo.staff.find((member) => member.role === role);
  if (!person) throw new Error(`the demo has no ${role}`);
  return { email: person.email, password: person.password };
}

function pinOf(demo: DemoTenant, role: string): { displayName: string; pin: string } {
  const person = demo.staff.find((member) => member.role === role && member.pin !== undefined);
  if (!person?.pin) throw new Error(`the demo has no ${role} with a PIN`);
  return { displayName: person.displayName, pin: person.pin };
}
