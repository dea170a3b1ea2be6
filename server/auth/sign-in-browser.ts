import { DOMAIN_ERROR_CODES, type DomainErrorCode } from "../../core/errors";
import { getRuntime } from "../runtime";
import { isLocalPath } from "./is-local-path";
import { SignInRefused, startBrowserSession } from "./next-auth";

export type BrowserSignIn =
  | { readonly kind: "signed_in"; readonly returnPath: string }
  | {
      readonly kind: "refused";
      readonly code: DomainErrorCode | "unknown";
      readonly tenantCodes: readonly string[];
    };

/** Sign in from the form of the sign-in page and set the browser's cookie. */
export async function signInBrowser(form: FormData): Promise<BrowserSignIn> {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const tenantCode = text("tenantCode");
  try {
    await startBrowserSession("credentials", {
      redirect: false,
      email: text("email"),
      password: text("password"),
      ...(tenantCode === "" ? {} : { tenantCode }),
    });
  } catch (error) {
    if (!(error instanceof SignInRefused)) {
      getRuntime().log.error({ err: error }, "a sign-in failed");
      return { kind: "refused", code: "unknown", tenantCodes: [] };
    }
    const code = DOMAIN_ERROR_CODES.find((known) => known === error.code) ?? "unknown";
    return { kind: "refused", code, tenantCodes: error.tenantCodes };
  }
  return { kind: "signed_in", returnPath: localPathOr(text("callbackUrl"), "/office") };
}

/** A path to go to after signing in, or the other one when it would leave this origin. */
export function localPathOr(path: string | undefined, otherwise: string): string {
  return path !== undefined && isLocalPath(path) ? path : otherwise;
}
