import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { LANGUAGE_COOKIE, languageOf } from "../../../../../components/messages/languages";
import { messagesFor } from "../../../../../components/messages/messages";
import { SignInSettingsScreen } from "../../../../../components/office/settings/sign-in/sign-in-settings-screen";
import { officeCaller } from "../../../../../server/trpc/caller";

export async function generateMetadata(): Promise<Metadata> {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { title: messagesFor(language).settings.sections.signIn };
}

export default async function SignInSettingsPage() {
  const caller = await officeCaller("/office/settings/sign-in");
  const { permissions } = await caller.session.me();
  if (!permissions.includes("access.write")) redirect("/office/settings");
  return <SignInSettingsScreen initial={await caller.signInSettings.get()} />;
}
