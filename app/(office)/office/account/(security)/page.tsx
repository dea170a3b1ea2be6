import type { Metadata } from "next";
import { cookies } from "next/headers";
import { LANGUAGE_COOKIE, languageOf } from "../../../../../components/messages/languages";
import { messagesFor } from "../../../../../components/messages/messages";
import { AccountScreen } from "../../../../../components/office/account/account-screen";
import { officeCaller } from "../../../../../server/trpc/caller";

export async function generateMetadata(): Promise<Metadata> {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { title: messagesFor(language).account.title };
}

export default async function AccountPage() {
  const caller = await officeCaller("/office/account");
  const [security, sessions] = await Promise.all([
    caller.session.security(),
    caller.session.list(),
  ]);
  return <AccountScreen security={security} sessions={sessions} now={new Date().toISOString()} />;
}
