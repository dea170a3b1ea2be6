"use client";

import { useMutation } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useMessages } from "../../messages/use-messages";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { PageHeader } from "../../ui/page-header";
import { TextField } from "../../ui/text-field";
import { useOfficeApi } from "../api";
import type { FactorKey } from "../office-outputs";
import { useRefusal } from "../sync/use-refusal";
import { FactorQr } from "./factor-qr";
import { CopyButton, RecoveryCodes } from "./recovery-codes";

export type SetUpFactorScreenProps = {
  /** The person's role asks for one, and nothing else opens before. */
  isRequired: boolean;
};

/** From nothing to an authenticator that counts, and ten codes to keep. */
export function SetUpFactorScreen({ isRequired }: SetUpFactorScreenProps) {
  const { account } = useMessages();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <>
      <PageHeader
        title={codes === null ? account.setUpTitle : account.codesTitle}
        parents={isRequired ? [] : [{ label: account.title, href: "/office/account" }]}
      />
      <div className="grid max-w-2xl gap-4 pb-8">
        {isRequired && codes === null && (
          <Banner icon={<ShieldCheck />} tone="warning">
            {account.setUpMust}
          </Banner>
        )}
        <Card hasPadding>
          {codes === null ? (
            <SetUp onDone={setCodes} />
          ) : (
            <div className="flex flex-col gap-4">
              <p className="text-body text-text-muted">{account.codesBody}</p>
              {/* A whole load, so that the frame learns what opens now. */}
              <RecoveryCodes
                codes={codes}
                onKept={() => window.location.assign("/office/account")}
              />
            </div>
          )}
        </Card>
      </div>
    </>
  );
}

function SetUp({ onDone }: { onDone: (codes: readonly string[]) => void }) {
  const { account } = useMessages();
  const api = useOfficeApi();
  const refusalOf = useRefusal();
  const begin = useMutation(api.session.beginFactor.mutationOptions());
  if (begin.data) return <ConfirmFactor factor={begin.data} onDone={onDone} />;
  return (
    <div className="flex flex-col items-start gap-4">
      <p className="text-body">{account.setUpBody}</p>
      {begin.error !== null && (
        <p role="alert" className="text-body text-danger">
          {refusalOf(begin.error)}
        </p>
      )}
      <Button kind="primary" size="form" isPending={begin.isPending} onPress={() => begin.mutate()}>
        {account.setUpFactor}
      </Button>
    </div>
  );
}

type ConfirmProps = { factor: FactorKey; onDone: (codes: readonly string[]) => void };

function ConfirmFactor({ factor, onDone }: ConfirmProps) {
  const { account } = useMessages();
  const api = useOfficeApi();
  const refusalOf = useRefusal();
  const [code, setCode] = useState("");
  const confirm = useMutation(
    api.session.confirmFactor.mutationOptions({ onSuccess: (made) => onDone(made.codes) }),
  );
  function send(event: FormEvent) {
    event.preventDefault();
    if (code.trim() !== "" && !confirm.isPending) confirm.mutate({ code });
  }
  return (
    <form onSubmit={send} noValidate className="grid gap-6 sm:grid-cols-[auto_1fr]">
      <section className="flex flex-col gap-2">
        <h2 className="text-heading">{account.stepScan}</h2>
        <FactorQr address={factor.address} />
      </section>
      <div className="flex min-w-0 flex-col gap-6">
        <section className="flex flex-col items-start gap-2">
          <h2 className="text-heading">{account.stepKey}</h2>
          <p data-testid="factor-key" className="break-all font-mono text-body">
            {factor.key.match(/.{1,4}/g)?.join(" ")}
          </p>
          <CopyButton text={factor.key}>{account.copyKey}</CopyButton>
        </section>
        <section className="flex flex-col items-start gap-3">
          <TextField
            label={account.stepCode}
            hint={account.sixDigits}
            {...(confirm.error && { error: refusalOf(confirm.error) })}
            autoComplete="one-time-code"
            inputMode="numeric"
            isMono
            isRequired
            autoFocus
            className="w-full"
            value={code}
            onChange={setCode}
          />
          <Button type="submit" kind="primary" size="form" isPending={confirm.isPending}>
            {account.turnOn}
          </Button>
        </section>
      </div>
    </form>
  );
}
