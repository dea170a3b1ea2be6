/** One thing that an entry records; a side that it says nothing of is undefined. */
export type RecordedField = {
  /** How the record names it, outermost first: "limits", "discountPpm". */
  readonly path: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
};

export type Recorded = {
  readonly before?: unknown;
  readonly after?: unknown;
  readonly details?: unknown;
};

type Plain = Readonly<Record<string, unknown>>;

/** What is told in one piece although it has parts. */
const WHOLE: ReadonlySet<string> = new Set(["openingHours"]);
/** How deep parts are told apart; what lies deeper is told as it was recorded. */
const DEPTH_MAX = 2;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** What counts for programs alone; it stays readable in the entry as it was recorded. */
const MACHINE: ReadonlySet<string> = new Set(["revision", "version", "streams"]);

/** What an act changed: parts that are the same on both sides are left out. */
export function changedFields(entry: Recorded): RecordedField[] {
  const before = leavesOf(entry.before);
  const after = leavesOf(entry.after);
  return [...new Map([...before, ...after]).keys()]
    .map((key) => ({
      path: (before.get(key) ?? after.get(key))?.path ?? [],
      before: before.get(key)?.value,
      after: after.get(key)?.value,
    }))
    .filter((field) => !isSame(field.before, field.after) && isForPeople(field));
}

/** What else an entry notes. */
export function notedFields(details: unknown): RecordedField[] {
  return [...leavesOf(details).values()]
    .map(({ path, value }) => ({ path, after: value }))
    .filter((field) => isForPeople(field));
}

/** The name of what an entry is about, as the record itself tells it; undefined when it does not. */
export function recordedName(entry: Recorded): string | undefined {
  const { before, after, details } = entry;
  return [after, before, details]
    .filter(isPlain)
    .flatMap(({ name, receiptNumber }) => [name, receiptNumber])
    .find((value) => typeof value === "string" && value !== "") as string | undefined;
}

/** Items of a list that one side has and the other has not; undefined where either is no list. */
export function listChange({
  before,
  after,
}: RecordedField): { added: readonly unknown[]; removed: readonly unknown[] } | undefined {
  if (!(Array.isArray(before) && Array.isArray(after))) return undefined;
  const isIn = (list: readonly unknown[], item: unknown) => list.some((each) => isSame(each, item));
  return {
    added: after.filter((item) => !isIn(before, item)),
    removed: before.filter((item) => !isIn(after, item)),
  };
}

type Leaf = { readonly path: readonly string[]; readonly value: unknown };

function leavesOf(record: unknown): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const walk = (plain: Plain, above: readonly string[]) => {
    for (const [name, value] of Object.entries(plain)) {
      const path = [...above, name];
      if (isPlain(value) && path.length < DEPTH_MAX && !WHOLE.has(name)) walk(value, path);
      else leaves.set(path.join("/"), { path, value });
    }
  };
  if (isPlain(record)) walk(record, []);
  return leaves;
}

export function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isForPeople({ path, before, after }: RecordedField): boolean {
  const name = path.at(-1) ?? "";
  if (MACHINE.has(name)) return false;
  // The page knows stores by their ids; any other id says nothing to people.
  return name === "storeId" || ![before, after].some((value) => ID.test(String(value)));
}

/** Records come out of the database with their keys in one order. */
function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
