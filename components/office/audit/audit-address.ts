/** What the address of the audit trail says; all of it may be shared. */
export type AuditAddress = {
  /** Ids of whoever acted and of what it was done to. */
  readonly who?: string;
  readonly to?: string;
  /** Code of an action. */
  readonly action?: string;
  /** Days, both inclusive. */
  readonly from?: string;
  readonly until?: string;
  readonly cursor?: string;
  readonly direction?: "older" | "newer";
  /** The entry that stands open. */
  readonly entry?: string;
};

type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ACTION = /^[a-z_.]{1,60}$/;

/** People edit addresses: what is not understood is left out. */
export function parseAuditAddress(params: SearchParams): AuditAddress {
  const text = (name: string, form: RegExp) => {
    const value = params[name];
    return typeof value === "string" && form.test(value) ? value : undefined;
  };
  const direction = text("direction", /^(older|newer)$/);
  return present({
    who: text("who", ID),
    to: text("to", ID),
    action: text("action", ACTION),
    from: dayOf(text("from", /^\d{4}-\d{2}-\d{2}$/)),
    until: dayOf(text("until", /^\d{4}-\d{2}-\d{2}$/)),
    cursor: text("cursor", /^[\w-]{1,200}$/),
    direction: direction as AuditAddress["direction"],
    entry: text("entry", ID),
  });
}

export function auditHref(address: AuditAddress): string {
  const query = new URLSearchParams(present(address) as Record<string, string>).toString();
  return query === "" ? "/office/audit" : `/office/audit?${query}`;
}

/** Where the entry is closed again, on the same page of the list. */
export function withoutEntry({ entry: _, ...address }: AuditAddress): AuditAddress {
  return address;
}

/** What narrows the list; the page turned to does not. */
export function filtersOf(address: AuditAddress): AuditAddress {
  const { cursor: _cursor, direction: _direction, ...filters } = withoutEntry(address);
  return filters;
}

/** What the address asks of the server; the page and the screen must ask alike. */
export function auditInput(address: AuditAddress, timezone: string) {
  const { cursor, direction } = address;
  return { ...exportInput(address, timezone), ...present({ cursor, direction }) };
}

/** The same without the page turned to. */
export function exportInput(address: AuditAddress, timezone: string) {
  const { who: actorId, to: subjectId, action, from, until: to } = address;
  return { timezone, ...present({ actorId, subjectId, action, from, to }) };
}

function dayOf(text: string | undefined): string | undefined {
  const date = new Date(`${text}T00:00:00Z`);
  const isDay = !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
  return isDay ? text : undefined;
}

function present<Fields extends object>(
  fields: {
    readonly [Name in keyof Fields]: Fields[Name] | undefined;
  },
): Fields {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Fields;
}
