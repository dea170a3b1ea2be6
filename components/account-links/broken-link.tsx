"use client";

import type { DomainErrorCode } from "../../core/errors";
import { useMessages } from "../messages/use-messages";
import { LinkButton } from "../ui/link-button";
import { AccountCard } from "./account-card";

/** Why a link lets nobody in, and the way on. */
export function BrokenLink({ code }: { code: DomainErrorCode }) {
  const { accountLinks, errors } = useMessages();
  return (
    <AccountCard title={accountLinks.brokenTitle}>
      <p role="alert" className="mb-5 text-statement text-text-muted">
        {errors[code]}
      </p>
      <div className="flex flex-col gap-2">
        <LinkButton href="/sign-in" kind="primary" size="form" isFullWidth>
          {accountLinks.signIn}
        </LinkButton>
        <LinkButton href="/forgot" kind="outline" size="form" isFullWidth>
          {accountLinks.forgotTitle}
        </LinkButton>
      </div>
    </AccountCard>
  );
}
