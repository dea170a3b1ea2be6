"use server";

import { redirect } from "next/navigation";
import type { LinkOutcome } from "../../../../components/account-links/link-outcome";
import { acceptInvitationForm } from "../../../../server/auth/account-links/link-pages";

/** Take up the invitation whose token the form holds; the person is signed in then. */
export async function acceptInvitationAction(
  _before: LinkOutcome,
  form: FormData,
): Promise<LinkOutcome> {
  const answer = await acceptInvitationForm(form);
  if (answer.kind === "done") redirect("/office");
  // The password is theirs by now; only the code of their authenticator is missing.
  if (answer.code === "second_factor_required") redirect("/sign-in");
  return answer;
}
