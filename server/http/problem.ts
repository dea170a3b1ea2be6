import type { Logger } from "pino";
import { z } from "zod";
import {
  type DomainError,
  type DomainErrorCode,
  type DomainErrorDetails,
  isDomainError,
} from "../../core/errors";
import { sqlState } from "../transaction";
import { DOMAIN_ERRORS } from "./domain-errors";

/** RFC 9457, with our code, and a list of the fields that do not fit. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string(),
  code: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  details: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .optional(),
});

export type Problem = z.infer<typeof problemSchema>;
export type FieldError = { readonly path: string; readonly message: string };

/** A request whose fields do not fit; carries all of them, where a DomainError names one. */
export class RequestInvalid extends Error {
  override readonly name = "RequestInvalid";
  readonly fields: readonly FieldError[];
  constructor(fields: readonly FieldError[]) {
    super("validation_failed");
    this.fields = fields;
  }
}

/** PostgreSQL refuses NUL in text; no other way of asking brings these states about. */
const UNSTORABLE_TEXT = new Set(["22021", "22P05"]);

/** Explain any error to a client: a refusal in its own words, anything else without a word. */
export function problemOf(error: unknown, request: { id: string; log: Logger }): Problem {
  const refusal = refusalOf(error);
  if (refusal === null) {
    request.log.error({ err: error, requestId: request.id }, "a request failed");
    return {
      type: "about:blank",
      title: "Internal error",
      status: 500,
      detail: "Something went wrong.",
      instance: request.id,
      code: "internal_error",
    };
  }
  const { code, fields, details } = refusal;
  const { status, title, detail } = DOMAIN_ERRORS[code];
  return {
    type: `/problems/${code}`,
    title,
    status,
    detail,
    instance: request.id,
    code,
    ...(fields.length > 0 ? { errors: fields.map((field) => ({ ...field })) } : {}),
    ...(Object.keys(details).length > 0 ? { details: { ...details } } : {}),
  };
}

type Refusal = {
  readonly code: DomainErrorCode;
  readonly fields: readonly FieldError[];
  readonly details: DomainErrorDetails;
};

/** What a refusal says; null for a failure, which is nobody's business but the log's. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof RequestInvalid) {
    return { code: "validation_failed", fields: error.fields, details: {} };
  }
  if (error instanceof z.ZodError) {
    return { code: "validation_failed", fields: fieldErrorsOf(error), details: {} };
  }
  if (isDomainError(error)) {
    return { code: error.code, fields: fieldsOf(error), details: error.details };
  }
  if (UNSTORABLE_TEXT.has(sqlState(error) ?? "")) {
    return { code: "validation_failed", fields: [], details: {} };
  }
  return null;
}

/** Every issue with its path, such as `lines.0.quantity`. */
export function fieldErrorsOf(error: z.ZodError): FieldError[] {
  return error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
}

function fieldsOf(error: DomainError): FieldError[] {
  const { path, field, message, line } = error.details;
  const place = path ?? field;
  if (typeof place === "string") {
    return [{ path: place, message: typeof message === "string" ? message : "does not fit" }];
  }
  if (typeof line === "number") {
    return [{ path: `lines.${line}`, message: DOMAIN_ERRORS[error.code].detail }];
  }
  return [];
}
