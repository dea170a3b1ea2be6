"use client";

import { LogOut } from "lucide-react";
import { type ReactNode, useActionState, useState } from "react";
import { useMessages } from "../messages/use-messages";
import { Banner } from "../ui/banner";
import { BrandMark } from "../ui/brand-mark";
import { Card } from "../ui/card";
import { CodeForm } from "./code-form";
import { type DemoSignIn, DemoSignIns } from "./demo-sign-ins";
import { type ExternalProvider, ExternalSignIn } from "./external-sign-in";
import { PasswordForm } from "./password-form";
import type { SignInAction, SignInOutcome } from "./sign-in-outcome";

export type SignInScreenProps = {
  action: SignInAction;
  /** Where it stands already: what another service's answer came to. */
  initial: SignInOutcome;
  /** This browser's sign-in has ended without its doing: by time, elsewhere, or by somebody else. */
  wasSignedOut: boolean;
  /** A path of this origin, where the person goes next. */
  returnPath: string;
  /** The business that was named; null for none. */
  business: string | null;
  /** The other services that this business signs in with. */
  providers: readonly ExternalProvider[];
  /** Empty unless this deployment runs on demo data. */
  demo: readonly DemoSignIn[];
  demoPassword: string;
};

export function SignInScreen(props: SignInScreenProps) {
  const { action, initial, returnPath, demo, demoPassword, wasSignedOut } = props;
  const { signIn } = useMessages();
  const [outcome, submit, isPending] = useActionState(action, initial);
  const [isStartedAnew, setIsStartedAnew] = useState(false);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const fill = (chosen: string) => {
    setEmail(chosen);
    setPassword(demoPassword);
  };
  const send = (form: FormData) => {
    setIsStartedAnew(false);
    submit(form);
  };
  if (outcome.kind === "second_factor" && !isStartedAnew) {
    return (
      <Frame title={signIn.codeTitle}>
        <CodeForm
          outcome={outcome}
          returnPath={returnPath}
          isPending={isPending}
          onSubmit={send}
          onBack={() => setIsStartedAnew(true)}
        />
      </Frame>
    );
  }
  return (
    <Frame
      title={signIn.title}
      below={
        demo.length > 0 && <DemoSignIns people={demo} password={demoPassword} onChoose={fill} />
      }
    >
      {wasSignedOut && outcome.kind === "new" && (
        <Banner role="status" tone="neutral" icon={<LogOut />} className="mb-5">
          {signIn.signedOut}
        </Banner>
      )}
      <PasswordForm
        outcome={outcome}
        returnPath={returnPath}
        isPending={isPending}
        typed={{ email, password }}
        onEmail={setEmail}
        onPassword={setPassword}
        onSubmit={send}
      />
      <ExternalSignIn
        business={props.business}
        providers={props.providers}
        returnPath={returnPath}
      />
    </Frame>
  );
}

function Frame(props: { title: string; below?: ReactNode; children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-4 bg-surface px-4 py-8">
      <Card className="w-full max-w-100 p-6 sm:p-8">
        <div className="mb-6 flex items-center gap-3">
          <BrandMark className="size-9" />
          <h1 className="text-title">{props.title}</h1>
        </div>
        {props.children}
      </Card>
      {props.below}
    </main>
  );
}
