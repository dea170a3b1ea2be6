import { computeCheckDigit } from "../../core/barcode/gtin";
import type { DemoTenant } from "../../db/seed/demo-tenant";
import { importCatalog } from "../../server/catalog/import-catalog";
import type { Runtime, TenantContext } from "../../server/context";
import { createUser } from "../../server/people/create-user";
import { createRegister } from "../../server/stores/create-register";
import { createStore } from "../../server/stores/create-store";
import { createTenant } from "../../server/tenants/create-tenant";
import { systemContext } from "../../server/tenants/system-context";
import { seedRules } from "./seed-rules";

export type SeededStore = {
  readonly id: string;
  readonly code: string;
  readonly registers: readonly { readonly id: string; readonly name: string }[];
};

export type SeededTenant = {
  readonly context: TenantContext;
  readonly stores: readonly SeededStore[];
  readonly userIds: ReadonlyMap<string, string>;
  readonly priceListId: string;
  readonly productIds: ReadonlyMap<string, string>;
};

/** Make a demo tenant through the verbs that an owner's own set-up uses. */
export async function seedTenant(runtime: Runtime, demo: DemoTenant): Promise<SeededTenant> {
  const owner = demo.staff.find((member) => member.role === "owner");
  if (!owner) throw new Error(`the demo tenant ${demo.code} has no owner`);
  const created = await createTenant(runtime, {
    code: demo.code,
    name: demo.name,
    country: demo.country,
    currency: demo.currency,
    language: demo.language,
    taxNumber: demo.taxNumber,
    isDemo: true,
    pricesIncludeTax: demo.pricesIncludeTax,
    owner: personOf(owner),
  });
  const context = systemContext(runtime, created.tenantId);
  const stores = await seedStores(context, demo);
  const userIds = new Map([[owner.email, created.ownerId]]);
  for (const member of demo.staff) {
    if (member === owner) continue;
    const { id } = await createUser(context, {
      ...personOf(member),
      role: member.role,
      storeIds: storeIdsOf(stores, member.storeCodes),
    });
    userIds.set(member.email, id);
  }
  const catalog = await importCatalog(context, {
    taxGroups: demo.taxGroups.map(({ code, name, ratePpm }) => ({
      code,
      name,
      rates: ratePpm === 0 ? [] : [{ code: "VAT", name: "VAT", ratePpm }],
    })),
    categories: demo.categories.map((category, index) => ({
      code: category.code,
      name: category.name,
      names: { sw: category.nameSwahili },
      hue: category.hue,
      icon: category.icon,
      position: index + 1,
    })),
    products: demo.products.map(({ openingStockMilli: _opening, options, ...product }) => ({
      ...product,
      barcodes: [...product.barcodes, ...scaleCodes(product)],
      ...(options === undefined ? {} : { options: [...options] }),
    })),
  });
  await seedRules(context, demo, catalog.productIdBySku);
  const { priceListId } = created;
  return { context, stores, userIds, priceListId, productIds: catalog.productIdBySku };
}

/** What the shop's scales print for loose goods: prefix 21, the shelf code, and the weight. */
function scaleCodes({ sku, unit }: Pick<DemoTenant["products"][number], "sku" | "unit">) {
  const [, plu] = /^PLU-(\d{4})$/.exec(sku) ?? [];
  if (plu === undefined || unit !== "kg") return [];
  const body = `210${plu}00000`;
  return [{ code: `${body}${computeCheckDigit(body)}`, packQuantityMilli: 1000 }];
}

function personOf(member: DemoTenant["staff"][number]) {
  return {
    email: member.email,
    name: member.name,
    displayName: member.displayName,
    password: member.password,
    ...(member.pin === undefined ? {} : { pin: member.pin }),
  };
}

async function seedStores(context: TenantContext, demo: DemoTenant): Promise<SeededStore[]> {
  const stores: SeededStore[] = [];
  for (const store of demo.stores) {
    const { id } = await createStore(context, {
      code: store.code,
      name: store.name,
      addressLines: [...store.addressLines],
      timezone: store.timezone,
      dayEndsAtMinutes: store.dayEndsAtMinutes,
      language: demo.language,
      ...demo.rules.settings,
    });
    const registers: SeededStore["registers"][number][] = [];
    for (const name of store.registerNames) {
      registers.push(await createRegister(context, { storeId: id, name }));
    }
    stores.push({ id, code: store.code, registers });
  }
  return stores;
}

/** Undefined for whoever works in every store, also in those to come. */
function storeIdsOf(
  stores: readonly SeededStore[],
  codes: readonly string[],
): string[] | undefined {
  if (codes.length === stores.length) return undefined;
  return stores.filter((store) => codes.includes(store.code)).map((store) => store.id);
}
