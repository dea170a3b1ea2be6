"use client";

import { KeyRound, ShieldAlert, ShieldCheck } from "lucide-react";
import { useMessages } from "../../messages/use-messages";
import { Badge } from "../../ui/badge";
import { Card, CardHeader, CardRow, CardRows } from "../../ui/card";
import { LinkButton } from "../../ui/link-button";
import { TwoLines } from "../../ui/two-lines";
import type { Security } from "../office-outputs";
import { ChangePasswordButton } from "./change-password-button";
import { RenewCodesButton } from "./renew-codes-button";
import { TurnOffFactorButton } from "./turn-off-factor-button";

const ROW = "icon-18 flex-wrap gap-y-2 py-3";
/** Under the words on a narrow screen, at the end of the row on a wide one. */
const ACTIONS = "flex w-full flex-wrap gap-2 sm:ms-auto sm:w-auto";

/** By what the person shows who they are. */
export function ProofCard({ security }: { security: Security }) {
  const { account } = useMessages();
  const { hasPassword, hasSecondFactor } = security;
  return (
    <Card as="section" labelledBy="account-proof">
      <CardHeader title={account.proof} titleId="account-proof" isRuled />
      <CardRows>
        <CardRow className={ROW}>
          <KeyRound aria-hidden="true" className="shrink-0 text-text-muted" />
          <TwoLines
            className="min-w-0 flex-1"
            second={hasPassword ? account.passwordOn : account.passwordOff}
          >
            {account.password}
          </TwoLines>
          {hasPassword && (
            <div className={ACTIONS}>
              <ChangePasswordButton />
            </div>
          )}
        </CardRow>
        <CardRow className={ROW}>
          {hasSecondFactor ? (
            <ShieldCheck aria-hidden="true" className="shrink-0 text-positive" />
          ) : (
            <ShieldAlert aria-hidden="true" className="shrink-0 text-warning" />
          )}
          <FactorWords security={security} />
          <div className={ACTIONS}>
            {hasSecondFactor ? (
              <>
                <RenewCodesButton />
                <TurnOffFactorButton />
              </>
            ) : (
              <LinkButton kind="primary" href="/office/account/second-factor">
                {account.setUpFactor}
              </LinkButton>
            )}
          </div>
        </CardRow>
      </CardRows>
    </Card>
  );
}

function FactorWords({ security }: { security: Security }) {
  const { account } = useMessages();
  const { hasSecondFactor, isSecondFactorRequired, recoveryCodesLeft } = security;
  const words = hasSecondFactor
    ? `${account.factorOn} ${account.codesLeft(recoveryCodesLeft)}`
    : account.factorOff;
  return (
    <TwoLines className="min-w-0 flex-1" second={words}>
      <span className="flex flex-wrap items-center gap-2">
        {account.factor}
        {isSecondFactorRequired && <Badge tone="accent">{account.factorRequired}</Badge>}
      </span>
    </TwoLines>
  );
}
