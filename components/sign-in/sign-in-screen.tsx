"use client";

import { type FormEvent, startTransition, useActionState, useState } from "react";
import { useMessages } from "../messages/use-messages";
import { BrandMark } from "../ui/brand-mark";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Select } from "../ui/select";
import { TextField } from "../ui/text-field";
import { type DemoSignIn, DemoSignIns } from "./demo-sign-ins";
import type { SignInOutcome } from "./sign-in-outcome";

export type SignInScreenProps = {
  action: (before: SignInOutcome, form: FormData) => Promise<SignInOutcome>;
  /** A path of this origin, where the person goes next. */
  returnPath: string;
  /** Empty unless this deployment runs on demo data. */
  demo: readonly DemoSignIn[];
  demoPassword: string;
};

export function SignInScreen({ action, returnPath, demo, demoPassword }: SignInScreenProps) {
  const { signIn } = useMessages();
  const [outcome, submit, isPending] = useActionState(action, { kind: "new" });
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const fill = (chosen: string) => {
    setEmail(chosen);
    setPassword(demoPassword);
  };
  // Run as an event and not as the form's action, which would empty the fields of a refused try.
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    startTransition(() => submit(form));
  };
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-4 bg-surface px-4 py-8">
      <Card className="w-full max-w-100 p-6 sm:p-8">
        <div className="mb-6 flex items-center gap-3">
          <BrandMark className="size-9" />
          <h1 className="text-title">{signIn.title}</h1>
        </div>
        <form action={submit} onSubmit={send} className="flex flex-col gap-4">
          <input type="hidden" name="callbackUrl" value={returnPath} />
          <TextField
            label={signIn.email}
            name="email"
            type="email"
            autoComplete="username"
            inputMode="email"
            isRequired
            autoFocus
            value={email}
            onChange={setEmail}
          />
          <TextField
            label={signIn.password}
            name="password"
            type="password"
            autoComplete="current-password"
            isRequired
            value={password}
            onChange={setPassword}
          />
          <Refusal outcome={outcome} />
          <Button type="submit" kind="primary" size="form" isFullWidth isPending={isPending}>
            {signIn.submit}
          </Button>
        </form>
      </Card>
      {demo.length > 0 && <DemoSignIns people={demo} password={demoPassword} onChoose={fill} />}
    </main>
  );
}

/** Why the last attempt was refused, in one sentence, with the choice it may ask for. */
function Refusal({ outcome }: { outcome: SignInOutcome }) {
  const { errors, signIn } = useMessages();
  const [tenantCode, setTenantCode] = useState<string | null>(null);
  if (outcome.kind !== "refused") return null;
  const { tenantCodes } = outcome;
  return (
    <>
      <p role="alert" className="font-medium text-body text-danger">
        {errors[outcome.code]}
      </p>
      {tenantCodes.length > 0 && (
        <Select
          label={signIn.business}
          name="tenantCode"
          isRequired
          options={tenantCodes.map((code) => ({ value: code, label: code }))}
          value={tenantCode}
          onChange={setTenantCode}
        />
      )}
    </>
  );
}
