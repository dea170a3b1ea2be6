import type { Metadata } from "next";
import { cookies } from "next/headers";
import { BrokenLink } from "../../../../components/account-links/broken-link";
import { ResetScreen } from "../../../../components/account-links/reset-screen";
import { LANGUAGE_COOKIE, languageOf } from "../../../../components/messages/languages";
import { messagesFor } from "../../../../components/messages/messages";
import { MessagesProvider } from "../../../../components/messages/messages-provider";
import { readLinkPage } from "../../../../server/auth/account-links/link-pages";
import { resetPasswordAction } from "./reset-password-action";

export const dynamic = "force-dynamic";

async function chosenLanguage() {
  return (await cookies()).get(LANGUAGE_COOKIE)?.value;
}

export async function generateMetadata(): Promise<Metadata> {
  const { accountLinks } = messagesFor(languageOf(await chosenLanguage()));
  // The address of this page lets its holder in: no other site and no index may learn it.
  return { title: accountLinks.resetTitle, referrer: "no-referrer", robots: "noindex" };
}

export default async function ResetPage(props: { params: Promise<{ token: string }> }) {
  const { token } = await props.params;
  const link = await readLinkPage("password_reset", token);
  const chosen = await chosenLanguage();
  const language = languageOf(chosen ?? (link.kind === "open" ? link.owner.language : undefined));
  return (
    <MessagesProvider language={language}>
      {link.kind === "open" ? (
        <ResetScreen
          action={resetPasswordAction}
          token={token}
          businessName={link.owner.businessName}
          email={link.owner.email}
        />
      ) : (
        <BrokenLink code={link.code} />
      )}
    </MessagesProvider>
  );
}
