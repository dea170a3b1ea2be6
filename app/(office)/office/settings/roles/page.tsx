import type { Metadata } from "next";
import { cookies } from "next/headers";
import { LANGUAGE_COOKIE, languageOf } from "../../../../../components/messages/languages";
import { messagesFor } from "../../../../../components/messages/messages";
import { RolesScreen } from "../../../../../components/office/settings/roles/roles-screen";
import { settingsCaller } from "../../../../../server/trpc/caller";

export async function generateMetadata(): Promise<Metadata> {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { title: messagesFor(language).settings.roles.title };
}

export default async function RolesPage() {
  const { caller, me } = await settingsCaller("/office/settings/roles", "staff.read");
  return <RolesScreen me={me} initial={await caller.roles.list()} />;
}
