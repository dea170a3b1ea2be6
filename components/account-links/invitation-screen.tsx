"use client";

import { useMessages } from "../messages/use-messages";
import { TextField } from "../ui/text-field";
import { AccountCard } from "./account-card";
import { LinkForm } from "./link-form";
import type { LinkAction } from "./link-outcome";
import { NewPasswordField } from "./new-password-field";

export type InvitationScreenProps = {
  action: LinkAction;
  token: string;
  businessName: string;
  email: string;
  name: string;
};

export function InvitationScreen(props: InvitationScreenProps) {
  const { action, token, businessName, email, name } = props;
  const { accountLinks } = useMessages();
  return (
    <AccountCard title={accountLinks.invitationTitle}>
      <p className="mb-6 text-statement text-text-muted">
        {accountLinks.invitationBody(businessName)}
      </p>
      <LinkForm action={action} submit={accountLinks.accept}>
        {(passwordRefusal) => (
          <>
            <input type="hidden" name="token" value={token} />
            <TextField
              label={accountLinks.email}
              type="email"
              autoComplete="username"
              value={email}
              isReadOnly
            />
            <TextField
              label={accountLinks.name}
              name="name"
              autoComplete="name"
              defaultValue={name}
              maxLength={120}
              isRequired
            />
            <NewPasswordField error={passwordRefusal} />
          </>
        )}
      </LinkForm>
    </AccountCard>
  );
}
