import type { Metadata } from "next";
import { cookies } from "next/headers";
import { LANGUAGE_COOKIE, languageOf } from "../../../../../components/messages/languages";
import { messagesFor } from "../../../../../components/messages/messages";
import { StoresScreen } from "../../../../../components/office/settings/stores/stores-screen";
import { officeCaller } from "../../../../../server/trpc/caller";

export async function generateMetadata(): Promise<Metadata> {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { title: messagesFor(language).settings.stores.title };
}

export default async function StoresPage() {
  const caller = await officeCaller("/office/settings/stores");
  const [me, initial] = await Promise.all([caller.session.me(), caller.stores.list()]);
  return <StoresScreen me={me} initial={initial} />;
}
