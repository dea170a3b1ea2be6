"use server";

import { after } from "next/server";
import type { LinkOutcome } from "../../../components/account-links/link-outcome";
import { askResetForm } from "../../../server/auth/account-links/link-pages";

/** Ask for a new password; whether the address has an account shows nowhere in the answer. */
export async function forgotAction(_before: LinkOutcome, form: FormData): Promise<LinkOutcome> {
  return askResetForm(form, after);
}
