"use server";

import type { LinkOutcome } from "../../../../components/account-links/link-outcome";
import { resetPasswordForm } from "../../../../server/auth/account-links/link-pages";

/** Give the person of the link whose token the form holds the password that it holds. */
export async function resetPasswordAction(
  _before: LinkOutcome,
  form: FormData,
): Promise<LinkOutcome> {
  return resetPasswordForm(form);
}
