import type { Metadata } from "next";
import { cookies } from "next/headers";
import { LANGUAGE_COOKIE, languageOf } from "../../../../../components/messages/languages";
import { messagesFor } from "../../../../../components/messages/messages";
import { SignInSettingsScreen } from "../../../../../components/office/settings/sign-in/sign-in-settings-screen";
import { settingsCaller } from "../../../../../server/trpc/caller";

export async function generateMetadata(): Promise<Metadata> {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { title: messagesFor(language).settings.sections.signIn };
}

export default async function SignInSettingsPage() {
  const { caller } = await settingsCaller("/office/settings/sign-in", "access.write");
  return <SignInSettingsScreen initial={await caller.signInSettings.get()} />;
}
