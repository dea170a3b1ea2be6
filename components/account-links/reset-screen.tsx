"use client";

import { useMessages } from "../messages/use-messages";
import { LinkButton } from "../ui/link-button";
import { TextField } from "../ui/text-field";
import { AccountCard } from "./account-card";
import { LinkForm } from "./link-form";
import type { LinkAction } from "./link-outcome";
import { NewPasswordField } from "./new-password-field";

export type ResetScreenProps = {
  action: LinkAction;
  token: string;
  businessName: string;
  email: string;
};

export function ResetScreen({ action, token, businessName, email }: ResetScreenProps) {
  const { accountLinks } = useMessages();
  const done = (
    <div role="status">
      <p className="text-state">{accountLinks.resetDoneTitle}</p>
      <p className="mt-1.5 mb-5 text-statement text-text-muted">{accountLinks.resetDoneBody}</p>
      <LinkButton href="/sign-in" kind="primary" size="form" isFullWidth>
        {accountLinks.signIn}
      </LinkButton>
    </div>
  );
  return (
    <AccountCard title={accountLinks.resetTitle}>
      <LinkForm action={action} submit={accountLinks.save} whenDone={done}>
        {(passwordRefusal) => (
          <>
            <p className="text-statement text-text-muted">{accountLinks.resetBody(businessName)}</p>
            <input type="hidden" name="token" value={token} />
            <TextField
              label={accountLinks.email}
              type="email"
              autoComplete="username"
              value={email}
              isReadOnly
            />
            <NewPasswordField error={passwordRefusal} />
          </>
        )}
      </LinkForm>
    </AccountCard>
  );
}
