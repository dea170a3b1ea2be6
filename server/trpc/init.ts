import { initTRPC, TRPCError } from "@trpc/server";
import type { Permission } from "../../core/access/permissions";
import { DomainError, type DomainErrorCode, type DomainErrorDetails } from "../../core/errors";
import { DOMAIN_ERRORS, TRPC_CODES } from "../http/domain-errors";
import { type FieldError, refusalOf } from "../http/problem";
import { requireFitTexts } from "../http/typed-texts";
import { limitApi } from "../rate-limit/limit-api";
import { requirePermission } from "../require-permission";
import type { TrpcContext } from "./context";

/** What a caller must hold; `signed_in` is for what concerns nobody but themselves. */
export type ProcedureAccess = Permission | "signed_in";

/** Tests walk the procedures by this. */
export type ProcedureMeta = { readonly access: ProcedureAccess };

/** What a screen learns of a refusal; `domainCode` is null when something went wrong. */
export type RefusalData = {
  readonly domainCode: DomainErrorCode | null;
  readonly details: DomainErrorDetails;
  readonly fields: readonly FieldError[];
  readonly requestId: string | null;
};

const STREAM_MS_MAX = 5 * 60_000;
const PING_MS = 15_000;

const trpc = initTRPC
  .context<TrpcContext>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    sse: {
      maxDurationMs: STREAM_MS_MAX,
      ping: { enabled: true, intervalMs: PING_MS },
      client: { reconnectAfterInactivityMs: 3 * PING_MS },
    },
    errorFormatter({ shape, error, ctx }) {
      const refusal = refusalOf(error.cause) ?? protocolRefusal(error);
      const data: RefusalData = {
        domainCode: refusal?.code ?? null,
        details: refusal?.details ?? {},
        fields: refusal?.fields ?? [],
        requestId: ctx?.requestId ?? null,
      };
      return {
        ...shape,
        message: refusal ? DOMAIN_ERRORS[refusal.code].detail : "Something went wrong.",
        data: { code: shape.data.code, httpStatus: shape.data.httpStatus, ...data },
      };
    },
  });

export const router = trpc.router;

/** Give a refusal its status; what is not one stays an internal error. */
const withStatus = trpc.middleware(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  const refusal = refusalOf(result.error.cause);
  if (refusal === null) return result;
  throw new TRPCError({
    code: TRPC_CODES[DOMAIN_ERRORS[refusal.code].status],
    message: refusal.code,
    cause: result.error.cause,
  });
});

/**
 * The only way to make a procedure: it names who may call it. The check runs before the input is
 * read, and what follows gets a verb's context.
 */
export function procedure(access: ProcedureAccess) {
  return trpc.procedure
    .meta({ access })
    .use(withStatus)
    .use(async ({ ctx, next, type, getRawInput }) => {
      const { tenant } = ctx;
      if (tenant === null) throw ctx.refusal ?? new DomainError("unauthenticated");
      await limitApi(tenant);
      if (access !== "signed_in") requirePermission(tenant.actor, access);
      else if (tenant.actor.kind !== "user") throw new DomainError("permission_denied");
      requireFitTexts(await getRawInput(), { isKept: type === "mutation" });
      return next({ ctx: tenant });
    });
}

/** A call that tRPC itself turns away: an unknown procedure, or a request it cannot read. */
function protocolRefusal(error: TRPCError): ReturnType<typeof refusalOf> {
  const isOurs = error.code === "INTERNAL_SERVER_ERROR";
  if (isOurs) return null;
  const code = error.code === "NOT_FOUND" ? "not_found" : "malformed_request";
  return { code, details: {}, fields: [] };
}
