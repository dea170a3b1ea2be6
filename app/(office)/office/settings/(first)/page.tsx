import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { LANGUAGE_COOKIE, languageOf } from "../../../../../components/messages/languages";
import { messagesFor } from "../../../../../components/messages/messages";
import { NoSettings } from "../../../../../components/office/settings/no-settings";
import { settingsSectionsFor } from "../../../../../components/office/settings/settings-sections";
import { officeCaller } from "../../../../../server/trpc/caller";

export async function generateMetadata(): Promise<Metadata> {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { title: messagesFor(language).settings.title };
}

/** Leads to the first section that the person may see. */
export default async function SettingsPage() {
  const caller = await officeCaller("/office/settings");
  const { permissions } = await caller.session.me();
  const [first] = settingsSectionsFor(permissions);
  if (first) redirect(first.href);
  return <NoSettings />;
}
