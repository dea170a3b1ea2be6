"use server";

import { redirect } from "next/navigation";
import type { SignInOutcome } from "../../../components/sign-in/sign-in-outcome";
import { signInBrowser } from "../../../server/auth/sign-in-browser";

/** Open a session for what the form holds, then go where the person wanted to go. */
export async function signInAction(_before: SignInOutcome, form: FormData): Promise<SignInOutcome> {
  const outcome = await signInBrowser(form);
  if (outcome.kind !== "signed_in") return outcome;
  redirect(outcome.returnPath);
}
