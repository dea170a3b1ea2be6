import type { Metadata } from "next";
import { cookies } from "next/headers";
import { LANGUAGE_COOKIE, languageOf } from "../../../components/messages/languages";
import { messagesFor } from "../../../components/messages/messages";
import { MessagesProvider } from "../../../components/messages/messages-provider";
import { SignInScreen } from "../../../components/sign-in/sign-in-screen";
import { localPathOr } from "../../../server/auth/sign-in-browser";
import { getRuntime } from "../../../server/runtime";
import { DEMO_PASSWORD, listDemoSignIns } from "../../../server/tenants/list-demo-sign-ins";
import { signInAction } from "./sign-in-action";

export const dynamic = "force-dynamic";

async function readLanguage() {
  return languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor(await readLanguage()).signIn.title };
}

export default async function SignInPage(props: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { callbackUrl } = await props.searchParams;
  const wanted = typeof callbackUrl === "string" ? callbackUrl : undefined;
  const demo = await listDemoSignIns(getRuntime());
  return (
    <MessagesProvider language={await readLanguage()}>
      <SignInScreen
        action={signInAction}
        returnPath={localPathOr(wanted, "/office")}
        demo={demo}
        demoPassword={DEMO_PASSWORD}
      />
    </MessagesProvider>
  );
}
