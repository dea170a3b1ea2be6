import { NextRequest } from "next/server";
import NextAuth, { CredentialsSignin, type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { isDomainError } from "../../core/errors";
import type { Runtime } from "../context";
import { setApiHeaders } from "../http/api-headers";
import { boundedRequest } from "../http/bounded-request";
import { clientAddress } from "../http/client-address";
import { problemOf } from "../http/problem";
import { getRuntime } from "../runtime";
import { systemContext } from "../tenants/system-context";
import { acceptInvitation, acceptInvitationInput } from "./account-links/use-account-link";
import { closeSession } from "./close-session";
import { beginSignIn, finishSignIn, type SignedPerson } from "./factors/admit-person";
import { addressHere } from "./is-local-path";
import type { SignInClient, SignInMethod } from "./open-session";
import { personActor } from "./person-actor";
import { SESSION_COOKIE_SECONDS, sessionCookie } from "./session-cookie";
import { findByPassword, signInInput } from "./sign-in";

/** A refused sign-in; `code` is our own word for the reason. */
export class SignInRefused extends CredentialsSignin {
  readonly tenantCodes: readonly string[];
  /** With it and a code of a second factor, the sign-in goes on; null when it does not. */
  readonly ticket: string | null;
  constructor(
    code: string,
    more: { readonly tenantCodes?: readonly string[]; readonly ticket?: string } = {},
  ) {
    super();
    this.code = code;
    this.tenantCodes = more.tenantCodes ?? [];
    this.ticket = more.ticket ?? null;
  }
}

const secondStepInput = z.object({
  ticket: z.string().min(1).max(2_000),
  code: z.string().trim().min(1).max(40),
});

const tokenSchema = z.object({ sub: z.uuid(), sid: z.uuid(), tenantId: z.uuid() });

/** The browser's sign-in. Read lazily, so that building the pages needs no secret. */
const nextAuth = NextAuth(() => configOf(getRuntime()));

/** Whatever a request calls this deployment, its addresses are those of APP_URL. */
export const authHandlers = {
  GET: (request: NextRequest) => nextAuth.handlers.GET(atAppUrl(request)),
  POST: (request: NextRequest) => post(getRuntime(), request),
};
export const startBrowserSession = nextAuth.signIn;

/** The library reads a body to its end, however large it is. */
async function post(runtime: Runtime, request: NextRequest): Promise<Response> {
  try {
    return await nextAuth.handlers.POST(atAppUrl(await boundedRequest(request)));
  } catch (error) {
    const problem = problemOf(error, { id: runtime.newId(), log: runtime.log });
    const headers = new Headers({ "content-type": "application/problem+json" });
    setApiHeaders(headers, runtime.appUrl);
    return Response.json(problem, { status: problem.status, headers });
  }
}

function atAppUrl(request: Request): NextRequest {
  const { pathname, search } = new URL(request.url);
  return new NextRequest(new URL(pathname + search, getRuntime().appUrl), request);
}

/** The cookie only names a session row; who that is and what they may do is read each time. */
function configOf(runtime: Runtime): NextAuthConfig {
  const cookie = sessionCookie(runtime.appUrl);
  return {
    secret: runtime.authSecret,
    trustHost: true,
    basePath: "/api/auth",
    useSecureCookies: cookie.isSecure,
    session: { strategy: "jwt", maxAge: SESSION_COOKIE_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    cookies: {
      sessionToken: {
        name: cookie.name,
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: cookie.isSecure },
      },
    },
    providers: [
      Credentials({
        credentials: {
          email: {},
          password: {},
          tenantCode: {},
          ticket: {},
          code: {},
          token: {},
          name: {},
        },
        authorize: (credentials, request) => authorize(runtime, credentials, request),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => {
        const claims = tokenSchema.safeParse(user ?? token);
        return claims.success ? claims.data : null;
      },
      session: ({ session }) => ({ expires: session.expires, user: {} }) as typeof session,
      redirect: ({ url }) => addressHere(runtime.appUrl, url),
    },
    events: {
      signOut: (message) => endSession(runtime, "token" in message ? message.token : null),
    },
    logger: {
      error: (error) => {
        if (!(error instanceof CredentialsSignin)) runtime.log.error({ err: error }, "sign-in");
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

async function authorize(runtime: Runtime, credentials: unknown, request: Request) {
  const client = {
    kind: "office",
    ip: clientAddress(request.headers, runtime.trustedProxies),
    userAgent: request.headers.get("user-agent"),
  } as const;
  try {
    const { userId, sessionId, tenantId } = await claimsFor(runtime, credentials, client);
    return { id: userId, sub: userId, sid: sessionId, tenantId };
  } catch (error) {
    if (isDomainError(error)) {
      const { tenantCodes } = error.details;
      const codes = typeof tenantCodes === "string" ? tenantCodes.split(", ") : [];
      throw new SignInRefused(error.code, { tenantCodes: codes });
    }
    throw error;
  }
}

/** Of the first step, by a password or an invitation, or of the second. */
async function claimsFor(runtime: Runtime, credentials: unknown, client: SignInClient) {
  const second = secondStepInput.safeParse(credentials);
  if (second.success) return finishSignIn(runtime, second.data, client);
  const shown = await showFirst(runtime, credentials, client);
  const step = await beginSignIn(runtime, { ...shown, client });
  if (step.kind === "session") return step.claims;
  throw new SignInRefused("second_factor_required", { ticket: step.ticket });
}

async function showFirst(
  runtime: Runtime,
  credentials: unknown,
  client: SignInClient,
): Promise<{ person: SignedPerson; method: SignInMethod }> {
  const invited = acceptInvitationInput.safeParse(credentials);
  if (invited.success) {
    return { person: await acceptInvitation(runtime, invited.data, client), method: "link" };
  }
  const first = signInInput.safeParse(credentials);
  if (!first.success) throw new SignInRefused("invalid_credentials");
  return { person: await findByPassword(runtime, first.data, client), method: "password" };
}

async function endSession(runtime: Runtime, token: unknown): Promise<void> {
  const claims = tokenSchema.safeParse(token);
  if (!claims.success) return;
  const { sub, sid, tenantId } = claims.data;
  await closeSession({
    ...systemContext(runtime, tenantId),
    actor: personActor({ userId: sub, sessionId: sid }),
  });
}
