import type { z } from "zod";
import { DomainError } from "../core/errors";

/** Read a verb's input by its schema; the refusal names the first field that does not fit. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: z.input<Schema>,
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new DomainError("validation_failed", {
    path: issue?.path.join(".") ?? "",
    message: issue?.message ?? "",
  });
}
