import type { Metadata } from "next";
import { cookies } from "next/headers";
import { BrokenLink } from "../../../../components/account-links/broken-link";
import { InvitationScreen } from "../../../../components/account-links/invitation-screen";
import { LANGUAGE_COOKIE, languageOf } from "../../../../components/messages/languages";
import { messagesFor } from "../../../../components/messages/messages";
import { MessagesProvider } from "../../../../components/messages/messages-provider";
import { readLinkPage } from "../../../../server/auth/account-links/link-pages";
import { acceptInvitationAction } from "./accept-invitation-action";

export const dynamic = "force-dynamic";

async function chosenLanguage() {
  return (await cookies()).get(LANGUAGE_COOKIE)?.value;
}

export async function generateMetadata(): Promise<Metadata> {
  const { accountLinks } = messagesFor(languageOf(await chosenLanguage()));
  // The address of this page lets its holder in: no other site and no index may learn it.
  return { title: accountLinks.invitationTitle, referrer: "no-referrer", robots: "noindex" };
}

export default async function InvitationPage(props: { params: Promise<{ token: string }> }) {
  const { token } = await props.params;
  const link = await readLinkPage("invitation", token);
  const chosen = await chosenLanguage();
  const language = languageOf(chosen ?? (link.kind === "open" ? link.owner.language : undefined));
  return (
    <MessagesProvider language={language}>
      {link.kind === "open" ? (
        <InvitationScreen
          action={acceptInvitationAction}
          token={token}
          businessName={link.owner.businessName}
          email={link.owner.email}
          name={link.owner.name}
        />
      ) : (
        <BrokenLink code={link.code} />
      )}
    </MessagesProvider>
  );
}
