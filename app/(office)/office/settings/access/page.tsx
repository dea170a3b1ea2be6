import type { Metadata } from "next";
import { cookies } from "next/headers";
import { LANGUAGE_COOKIE, languageOf } from "../../../../../components/messages/languages";
import { messagesFor } from "../../../../../components/messages/messages";
import { AccessScreen } from "../../../../../components/office/settings/access/access-screen";
import { settingsCaller } from "../../../../../server/trpc/caller";

export async function generateMetadata(): Promise<Metadata> {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { title: messagesFor(language).settings.access.title };
}

export default async function AccessPage() {
  const { caller } = await settingsCaller("/office/settings/access", "access.write");
  return <AccessScreen initial={await caller.accessRules.read()} />;
}
