"use client";

import { type FormEvent, startTransition, useState } from "react";
import { useMessages } from "../messages/use-messages";
import { Button } from "../ui/button";
import { Select } from "../ui/select";
import { TextField } from "../ui/text-field";
import { TextLink } from "../ui/text-link";
import type { SignInOutcome } from "./sign-in-outcome";

export type PasswordFormProps = {
  outcome: SignInOutcome;
  returnPath: string;
  isPending: boolean;
  typed: { email: string; password: string };
  onEmail: (email: string) => void;
  onPassword: (password: string) => void;
  onSubmit: (form: FormData) => void;
};

export function PasswordForm(props: PasswordFormProps) {
  const { outcome, returnPath, isPending, typed, onEmail, onPassword, onSubmit } = props;
  const { accountLinks, signIn } = useMessages();
  return (
    <form action={onSubmit} onSubmit={sendBy(onSubmit)} className="flex flex-col gap-4">
      <input type="hidden" name="callbackUrl" value={returnPath} />
      <TextField
        label={signIn.email}
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        isRequired
        autoFocus
        value={typed.email}
        onChange={onEmail}
      />
      <TextField
        label={signIn.password}
        name="password"
        type="password"
        autoComplete="current-password"
        isRequired
        value={typed.password}
        onChange={onPassword}
      />
      <Refusal outcome={outcome} />
      <Button type="submit" kind="primary" size="form" isFullWidth isPending={isPending}>
        {signIn.submit}
      </Button>
      <TextLink href="/forgot" className="self-center">
        {accountLinks.forgotTitle}
      </TextLink>
    </form>
  );
}

/** Run as an event and not as the form's action, which would empty the fields of a refused try. */
export function sendBy(onSubmit: (form: FormData) => void) {
  return (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    startTransition(() => onSubmit(form));
  };
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
