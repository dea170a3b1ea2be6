import type { Metadata } from "next";
import { cookies } from "next/headers";
import { LANGUAGE_COOKIE, languageOf } from "../../../../../components/messages/languages";
import { messagesFor } from "../../../../../components/messages/messages";
import { ProgramsScreen } from "../../../../../components/office/settings/programs/programs-screen";
import { officeCaller } from "../../../../../server/trpc/caller";

export async function generateMetadata(): Promise<Metadata> {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { title: messagesFor(language).settings.programs.title };
}

export default async function ProgramsPage() {
  const caller = await officeCaller("/office/settings/api");
  const me = await caller.session.me();
  const mayManage = me.permissions.includes("api.manage");
  const [keys, clients, stores] = await Promise.all([
    caller.programs.keys(),
    mayManage ? caller.programs.clients() : null,
    mayManage && me.permissions.includes("store.read") ? caller.stores.list() : { items: [] },
  ]);
  return (
    <ProgramsScreen
      me={me}
      keys={keys}
      clients={clients}
      stores={stores.items}
      now={new Date().toISOString()}
    />
  );
}
