import type { Metadata } from "next";
import { cookies } from "next/headers";
import { LANGUAGE_COOKIE, languageOf } from "../../../../../components/messages/languages";
import { messagesFor } from "../../../../../components/messages/messages";
import { PeopleScreen } from "../../../../../components/office/settings/people/people-screen";
import { settingsCaller } from "../../../../../server/trpc/caller";

export async function generateMetadata(): Promise<Metadata> {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { title: messagesFor(language).settings.people.title };
}

export default async function PeoplePage() {
  const { caller, me, stores } = await settingsCaller("/office/settings/people", "staff.read");
  const [initial, roles] = await Promise.all([caller.people.list({}), caller.roles.list()]);
  return <PeopleScreen me={me} initial={initial} roles={roles.items} stores={stores} />;
}
