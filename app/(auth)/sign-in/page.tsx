import type { Metadata } from "next";
import { cookies, headers } from "next/headers";
import { LANGUAGE_COOKIE, languageOf } from "../../../components/messages/languages";
import { messagesFor } from "../../../components/messages/messages";
import { MessagesProvider } from "../../../components/messages/messages-provider";
import type { SignInOutcome } from "../../../components/sign-in/sign-in-outcome";
import { SignInScreen } from "../../../components/sign-in/sign-in-screen";
import { ticketCookieName } from "../../../server/auth/factors/ticket-cookie";
import { listSignInProviders } from "../../../server/auth/oidc/find-provider";
import { readSessionCookie } from "../../../server/auth/session-cookie";
import { localPathOr, refusalCodeOf } from "../../../server/auth/sign-in-browser";
import { getRuntime } from "../../../server/runtime";
import { DEMO_PASSWORD, listDemoSignIns } from "../../../server/tenants/list-demo-sign-ins";
import { findOfficeCaller } from "../../../server/trpc/caller";
import { signInAction } from "./sign-in-action";

export const dynamic = "force-dynamic";

const BUSINESS = /^[a-z0-9][a-z0-9-]{1,39}$/;

async function readLanguage() {
  return languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor(await readLanguage()).signIn.title };
}

export default async function SignInPage(props: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const asked = await props.searchParams;
  const text = (name: string) => {
    const value = asked[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const runtime = getRuntime();
  const named = text("business")?.trim().toLowerCase() ?? "";
  const business = BUSINESS.test(named) ? named : null;
  const ticket = (await cookies()).get(ticketCookieName(runtime.appUrl))?.value;
  const [demo, providers, wasSignedOut] = await Promise.all([
    listDemoSignIns(runtime),
    business === null ? [] : listSignInProviders(runtime, business),
    isSignedOutHere(),
  ]);
  return (
    <MessagesProvider language={await readLanguage()}>
      <SignInScreen
        action={signInAction}
        initial={initialOf(ticket, text("error"))}
        wasSignedOut={wasSignedOut}
        returnPath={localPathOr(text("callbackUrl"), "/office")}
        business={business}
        providers={providers}
        demo={demo}
        demoPassword={DEMO_PASSWORD}
      />
    </MessagesProvider>
  );
}

/** Whether this browser still shows a sign-in that counts no more. */
async function isSignedOutHere(): Promise<boolean> {
  const claims = await readSessionCookie(getRuntime(), await headers());
  return claims !== null && (await findOfficeCaller()) === null;
}

/** What another service's answer came to, if one has just brought the person here. */
function initialOf(ticket: string | undefined, error: string | undefined): SignInOutcome {
  if (error !== undefined) {
    return { kind: "refused", code: refusalCodeOf(error), tenantCodes: [] };
  }
  return ticket === undefined ? { kind: "new" } : { kind: "second_factor", ticket, code: null };
}
