import { maskCardNumbers } from "../../core/privacy/card-number";

/** What somebody typed at a till, by the names under which documents and rows keep it. */
const TYPED_FIELDS = new Set(["note", "reason", "reference", "name"]);

/**
 * The same value with every card number in a typed text masked. A till refuses such a text before
 * it is kept; an event of another program, or of an older till, is received as it is.
 */
export function maskTyped<Value>(value: Value): Value {
  return maskIn(value) as Value;
}

function maskIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskIn);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      typeof inner === "string" && TYPED_FIELDS.has(name) ? maskCardNumbers(inner) : maskIn(inner),
    ]),
  );
}
