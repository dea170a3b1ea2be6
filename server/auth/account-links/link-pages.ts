import { headers } from "next/headers";
import { DOMAIN_ERROR_CODES, type DomainErrorCode, isDomainError } from "../../../core/errors";
import { clientAddress } from "../../http/client-address";
import { getRuntime } from "../../runtime";
import { SignInRefused, startBrowserSession } from "../next-auth";
import type { AccountOwner } from "./account-owner";
import type { LinkKind } from "./link-token";
import { type LinkCaller, openAccountLink } from "./open-account-link";
import { admitResetRequest, mailResetLinks, passwordResetRequest } from "./request-password-reset";
import { acceptInvitationInput, resetPassword, resetPasswordInput } from "./use-account-link";

/** What a page behind a link shows; a page that was only opened has used nothing. */
export type LinkPage =
  | { readonly kind: "open"; readonly owner: AccountOwner }
  | { readonly kind: "refused"; readonly code: DomainErrorCode };

/** What came of a form behind a link. */
export type LinkAnswer =
  | { readonly kind: "done" }
  | { readonly kind: "refused"; readonly code: DomainErrorCode | "unknown" };

const DONE: LinkAnswer = { kind: "done" };

/** Whose link the address of a page holds. */
export async function readLinkPage(kind: LinkKind, token: string): Promise<LinkPage> {
  try {
    const { owner } = await openAccountLink(getRuntime(), { kind, token }, await browserCaller());
    return { kind: "open", owner };
  } catch (error) {
    if (isDomainError(error)) return { kind: "refused", code: error.code };
    throw error;
  }
}

/** Take up an invitation and set the browser's cookie. */
export async function acceptInvitationForm(form: FormData): Promise<LinkAnswer> {
  const input = acceptInvitationInput.safeParse(Object.fromEntries(form));
  if (!input.success) return { kind: "refused", code: "validation_failed" };
  try {
    await startBrowserSession("credentials", { redirect: false, ...input.data });
    return DONE;
  } catch (error) {
    if (!(error instanceof SignInRefused)) return refusalOf(error);
    const { code } = error;
    return { kind: "refused", code: DOMAIN_ERROR_CODES.find((one) => one === code) ?? "unknown" };
  }
}

/** Choose a new password. Nobody is signed in by it: a second factor may be asked for as always. */
export async function resetPasswordForm(form: FormData): Promise<LinkAnswer> {
  const input = resetPasswordInput.safeParse(Object.fromEntries(form));
  if (!input.success) return { kind: "refused", code: "validation_failed" };
  try {
    await resetPassword(getRuntime(), input.data, await browserCaller());
    return DONE;
  } catch (error) {
    return refusalOf(error);
  }
}

/**
 * Ask for a link to choose a new password.
 *
 * @param afterwards runs work once the answer has left: nothing of it may show whether the address
 *        has an account.
 */
export async function askResetForm(
  form: FormData,
  afterwards: (work: () => Promise<void>) => void,
): Promise<LinkAnswer> {
  const request = passwordResetRequest.safeParse(Object.fromEntries(form));
  if (!request.success) return { kind: "refused", code: "validation_failed" };
  const runtime = getRuntime();
  const caller = await browserCaller();
  try {
    await admitResetRequest(runtime, request.data, caller);
  } catch (error) {
    return refusalOf(error);
  }
  afterwards(async () => {
    try {
      await mailResetLinks(runtime, request.data, caller);
    } catch (error) {
      runtime.log.error({ err: error }, "a wish for a new password was lost");
    }
  });
  return DONE;
}

function refusalOf(error: unknown): LinkAnswer {
  if (isDomainError(error)) return { kind: "refused", code: error.code };
  getRuntime().log.error({ err: error }, "a form behind a link failed");
  return { kind: "refused", code: "unknown" };
}

async function browserCaller(): Promise<LinkCaller> {
  const given = await headers();
  return {
    ip: clientAddress(given, getRuntime().trustedProxies),
    userAgent: given.get("user-agent"),
  };
}
