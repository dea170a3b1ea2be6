import type { Metadata } from "next";
import { cookies } from "next/headers";
import { ForgotScreen } from "../../../components/account-links/forgot-screen";
import { LANGUAGE_COOKIE, languageOf } from "../../../components/messages/languages";
import { messagesFor } from "../../../components/messages/messages";
import { MessagesProvider } from "../../../components/messages/messages-provider";
import { getRuntime } from "../../../server/runtime";
import { forgotAction } from "./forgot-action";

export const dynamic = "force-dynamic";

async function readLanguage() {
  return languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor(await readLanguage()).accountLinks.forgotTitle };
}

export default async function ForgotPage() {
  return (
    <MessagesProvider language={await readLanguage()}>
      <ForgotScreen action={forgotAction} sendsMail={getRuntime().mailer !== null} />
    </MessagesProvider>
  );
}
