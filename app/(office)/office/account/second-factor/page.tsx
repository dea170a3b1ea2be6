import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { LANGUAGE_COOKIE, languageOf } from "../../../../../components/messages/languages";
import { messagesFor } from "../../../../../components/messages/messages";
import { SetUpFactorScreen } from "../../../../../components/office/account/set-up-factor-screen";
import { officeCaller } from "../../../../../server/trpc/caller";

export async function generateMetadata(): Promise<Metadata> {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { title: messagesFor(language).account.setUpTitle };
}

export default async function SecondFactorPage() {
  const caller = await officeCaller("/office/account/second-factor");
  const { hasSecondFactor, isSecondFactorRequired } = await caller.session.security();
  if (hasSecondFactor) redirect("/office/account");
  return <SetUpFactorScreen isRequired={isSecondFactorRequired} />;
}
