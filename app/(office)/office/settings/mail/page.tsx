import type { Metadata } from "next";
import { cookies } from "next/headers";
import { LANGUAGE_COOKIE, languageOf } from "../../../../../components/messages/languages";
import { messagesFor } from "../../../../../components/messages/messages";
import { MailScreen } from "../../../../../components/office/settings/mail/mail-screen";
import { settingsCaller } from "../../../../../server/trpc/caller";

export async function generateMetadata(): Promise<Metadata> {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { title: messagesFor(language).settings.mail.title };
}

export default async function MailPage() {
  const { caller, stores } = await settingsCaller("/office/settings/mail", "staff.write");
  return <MailScreen mails={await caller.mails.list()} timezone={stores[0]?.timezone ?? "UTC"} />;
}
