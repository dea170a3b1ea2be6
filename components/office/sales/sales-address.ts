import type { PaymentMethod, SaleKind } from "../../../core/sale/sale-document";

export const TENDERS: readonly PaymentMethod[] = ["cash", "mpesa", "card", "other"];
const KINDS: readonly SaleKind[] = ["sale", "refund", "void"];

/** What the address of the list of sales says; all of it may be shared. */
export type SalesAddress = {
  /** Code of a store. */
  readonly store?: string;
  /** Business days, both inclusive. */
  readonly from?: string;
  readonly to?: string;
  readonly kind?: SaleKind;
  readonly tender?: PaymentMethod;
  /** Part of a receipt number. */
  readonly receipt?: string;
  readonly cursor?: string;
  readonly direction?: "older" | "newer";
};

type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** People edit addresses: what is not understood is left out. */
export function parseSalesAddress(params: SearchParams): SalesAddress {
  const text = (name: string) => {
    const value = params[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const oneOf = <Value extends string>(name: string, values: readonly Value[]) =>
    values.find((value) => value === text(name));
  return present({
    store: text("store"),
    from: dayOf(text("from")),
    to: dayOf(text("to")),
    kind: oneOf("kind", KINDS),
    tender: oneOf("tender", TENDERS),
    receipt: text("receipt")?.slice(0, 40),
    cursor: text("cursor")?.slice(0, 200),
    direction: oneOf("direction", ["older", "newer"] as const),
  });
}

export function salesHref(address: SalesAddress): string {
  const query = new URLSearchParams(present(address)).toString();
  return query === "" ? "/office/sales" : `/office/sales?${query}`;
}

/** Whether anything narrows the list; the page turned to does not. */
export function hasFilters(address: SalesAddress): boolean {
  const { cursor: _cursor, direction: _direction, ...filters } = address;
  return Object.keys(present(filters)).length > 0;
}

function dayOf(text: string | undefined): string | undefined {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  const isDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  return isDay ? text : undefined;
}

function present<Fields extends object>(
  fields: {
    readonly [Name in keyof Fields]: Fields[Name] | undefined;
  },
): Fields {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(entries) as Fields;
}
