import { cookies } from "next/headers";
import { isDomainError } from "../../../core/errors";
import { getRuntime } from "../../runtime";
import { beginExternalSignIn, externalSignInInput } from "./begin-external-sign-in";
import { ATTEMPT_SECONDS, attemptCookie } from "./sealed-attempt";

/** Begin a sign-in from the form of the sign-in page. Returns where the browser goes next. */
export async function startExternalSignIn(form: FormData): Promise<string> {
  const input = externalSignInInput.safeParse(Object.fromEntries(form));
  if (!input.success) return `/sign-in?${refusal("malformed_request")}`;
  const runtime = getRuntime();
  try {
    const { location, attempt } = await beginExternalSignIn(runtime, input.data);
    const { name, isSecure } = attemptCookie(runtime.appUrl);
    (await cookies()).set(name, attempt, {
      httpOnly: true,
      sameSite: "lax",
      path: "/",
      secure: isSecure,
      maxAge: ATTEMPT_SECONDS,
    });
    return location;
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return `/sign-in?${refusal(error.code, input.data.tenantCode)}`;
  }
}

function refusal(code: string, business?: string): URLSearchParams {
  return new URLSearchParams({ error: code, ...(business !== undefined && { business }) });
}
