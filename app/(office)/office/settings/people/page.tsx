import type { Metadata } from "next";
import { cookies } from "next/headers";
import { LANGUAGE_COOKIE, languageOf } from "../../../../../components/messages/languages";
import { messagesFor } from "../../../../../components/messages/messages";
import { PeopleScreen } from "../../../../../components/office/settings/people/people-screen";
import { officeCaller } from "../../../../../server/trpc/caller";

export async function generateMetadata(): Promise<Metadata> {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { title: messagesFor(language).settings.people.title };
}

export default async function PeoplePage() {
  const caller = await officeCaller("/office/settings/people");
  const [me, initial, roles, stores] = await Promise.all([
    caller.session.me(),
    caller.people.list({}),
    caller.roles.list(),
    caller.stores.list(),
  ]);
  return <PeopleScreen me={me} initial={initial} roles={roles.items} stores={stores.items} />;
}
