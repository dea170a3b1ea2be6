"use client";

import { useState } from "react";
import { useMessages } from "../messages/use-messages";
import { TextField } from "../ui/text-field";
import { TextLink } from "../ui/text-link";
import { AccountCard } from "./account-card";
import { LinkForm } from "./link-form";
import type { LinkAction } from "./link-outcome";

export type ForgotScreenProps = {
  action: LinkAction;
  /** False in a deployment that mails nothing. */
  sendsMail: boolean;
};

export function ForgotScreen({ action, sendsMail }: ForgotScreenProps) {
  const { accountLinks } = useMessages();
  const [email, setEmail] = useState("");
  const sent = (
    <div role="status">
      <p className="text-state">{accountLinks.forgotSentTitle}</p>
      <p className="mt-1.5 break-words text-statement text-text-muted">
        {accountLinks.forgotSentBody(email)}
      </p>
    </div>
  );
  return (
    <AccountCard title={accountLinks.forgotTitle}>
      {sendsMail ? (
        <LinkForm action={action} submit={accountLinks.forgotSend} whenDone={sent}>
          {() => (
            <>
              <p className="text-statement text-text-muted">{accountLinks.forgotBody}</p>
              <TextField
                label={accountLinks.email}
                name="email"
                type="email"
                autoComplete="username"
                inputMode="email"
                maxLength={254}
                isRequired
                value={email}
                onChange={setEmail}
              />
            </>
          )}
        </LinkForm>
      ) : (
        <p className="text-statement text-text-muted">{accountLinks.forgotNoMailBody}</p>
      )}
      <TextLink href="/sign-in" className="mt-5">
        {accountLinks.signIn}
      </TextLink>
    </AccountCard>
  );
}
