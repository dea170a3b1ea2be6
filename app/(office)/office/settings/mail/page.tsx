import type { Metadata } from "next";
import { cookies } from "next/headers";
import { LANGUAGE_COOKIE, languageOf } from "../../../../../components/messages/languages";
import { messagesFor } from "../../../../../components/messages/messages";
import { MailScreen } from "../../../../../components/office/settings/mail/mail-screen";
import { officeCaller } from "../../../../../server/trpc/caller";

export async function generateMetadata(): Promise<Metadata> {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { title: messagesFor(language).settings.mail.title };
}

export default async function MailPage() {
  const caller = await officeCaller("/office/settings/mail");
  const [mails, stores] = await Promise.all([caller.mails.list(), caller.stores.list()]);
  return <MailScreen mails={mails} timezone={stores.items[0]?.timezone ?? "UTC"} />;
}
