"use server";

import { redirect } from "next/navigation";
import { startExternalSignIn } from "../../../server/auth/oidc/start-external-sign-in";

/** Send the browser to the service that the form names, or back here with the reason. */
export async function externalSignInAction(form: FormData): Promise<void> {
  redirect(await startExternalSignIn(form));
}
