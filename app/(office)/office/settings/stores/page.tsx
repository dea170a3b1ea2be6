import type { Metadata } from "next";
import { cookies } from "next/headers";
import { LANGUAGE_COOKIE, languageOf } from "../../../../../components/messages/languages";
import { messagesFor } from "../../../../../components/messages/messages";
import { StoresScreen } from "../../../../../components/office/settings/stores/stores-screen";
import { settingsCaller } from "../../../../../server/trpc/caller";

export async function generateMetadata(): Promise<Metadata> {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { title: messagesFor(language).settings.stores.title };
}

export default async function StoresPage() {
  const { me, stores } = await settingsCaller("/office/settings/stores", "store.read");
  return <StoresScreen me={me} initial={{ items: stores }} />;
}
