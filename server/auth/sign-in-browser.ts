import { cookies } from "next/headers";
import { DOMAIN_ERROR_CODES, type DomainErrorCode } from "../../core/errors";
import { getRuntime } from "../runtime";
import { ticketCookieName } from "./factors/ticket-cookie";
import { isLocalPath } from "./is-local-path";
import { SignInRefused, startBrowserSession } from "./next-auth";

type RefusalCode = DomainErrorCode | "unknown";

export type BrowserSignIn =
  | { readonly kind: "signed_in"; readonly returnPath: string }
  | {
      readonly kind: "second_factor";
      readonly ticket: string;
      readonly code: DomainErrorCode | null;
    }
  | {
      readonly kind: "refused";
      readonly code: RefusalCode;
      readonly tenantCodes: readonly string[];
    };

/** Take one step of a sign-in from the form of the sign-in page; the last one sets the cookie. */
export async function signInBrowser(form: FormData): Promise<BrowserSignIn> {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const ticket = text("ticket");
  const tenantCode = text("tenantCode");
  const shown =
    ticket === ""
      ? {
          email: text("email"),
          password: text("password"),
          ...(tenantCode === "" ? {} : { tenantCode }),
        }
      : { ticket, code: text("code") };
  try {
    await startBrowserSession("credentials", { redirect: false, ...shown });
  } catch (error) {
    return refusalOf(error, ticket);
  }
  if (ticket !== "") await forgetTicket();
  return { kind: "signed_in", returnPath: localPathOr(text("callbackUrl"), "/office") };
}

/** One that another service's answer left behind would ask for a code again. */
async function forgetTicket(): Promise<void> {
  const { appUrl } = getRuntime();
  const secure = appUrl.startsWith("https:");
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure, maxAge: 0 } as const;
  (await cookies()).set(ticketCookieName(appUrl), "", options);
}

/** Codes after which the same ticket may be tried again. */
const TRY_AGAIN = new Set<RefusalCode>(["second_factor_wrong", "rate_limited"]);

function refusalOf(error: unknown, ticket: string): BrowserSignIn {
  if (!(error instanceof SignInRefused)) {
    getRuntime().log.error({ err: error }, "a sign-in failed");
    return { kind: "refused", code: "unknown", tenantCodes: [] };
  }
  if (error.ticket !== null) return { kind: "second_factor", ticket: error.ticket, code: null };
  const code = refusalCodeOf(error.code);
  if (ticket !== "" && code !== "unknown" && TRY_AGAIN.has(code)) {
    return { kind: "second_factor", ticket, code };
  }
  return { kind: "refused", code, tenantCodes: error.tenantCodes };
}

/** A refusal by its code; what is none of ours is unknown. */
export function refusalCodeOf(text: string): RefusalCode {
  return DOMAIN_ERROR_CODES.find((known) => known === text) ?? "unknown";
}

/** A path to go to after signing in, or the other one when it would leave this origin. */
export function localPathOr(path: string | undefined, otherwise: string): string {
  return path !== undefined && isLocalPath(path) ? path : otherwise;
}
