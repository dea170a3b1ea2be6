import { DomainError } from "../../core/errors";

/** No message of ours is nested half as deep. */
export const JSON_DEPTH_MAX = 32;
export const JSON_KEYS_MAX = 10_000;
export const JSON_ITEMS_MAX = 100_000;

/**
 * Refuse a JSON value that is made to hurt whoever walks it: nested very deep, with very many
 * keys or items in one place, or with the one key that could reach a prototype. Walked with a
 * list of its own, so that no depth of the value is a depth of the stack.
 *
 * @throws DomainError malformed_request
 */
export function requireBounded(value: unknown): void {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > JSON_DEPTH_MAX) throw new DomainError("malformed_request");
    level = level.flatMap(childrenOf);
  }
}

function childrenOf(value: unknown): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) {
    if (value.length > JSON_ITEMS_MAX) throw new DomainError("malformed_request");
    return value;
  }
  const keys = Object.keys(value);
  if (keys.length > JSON_KEYS_MAX || keys.includes("__proto__")) {
    throw new DomainError("malformed_request");
  }
  return Object.values(value);
}
