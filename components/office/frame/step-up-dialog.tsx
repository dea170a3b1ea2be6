"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState, useSyncExternalStore } from "react";
import { useMessages } from "../../messages/use-messages";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Skeleton } from "../../ui/skeleton";
import { TextField } from "../../ui/text-field";
import { TextLink } from "../../ui/text-link";
import { useOfficeApi } from "../api";
import { useRefusal } from "../sync/use-refusal";
import type { StepUpGate } from "./step-up-gate";

/** Asks who is there when something wants to know it afresh; what waited then goes on. */
export function StepUpDialog({ gate }: { gate: StepUpGate }) {
  const { account } = useMessages();
  const isOpen = useSyncExternalStore(gate.subscribe, gate.isAsked, () => false);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={() => gate.answer(false)}
      title={account.stepUpTitle}
      description={account.stepUpBody}
      width="narrow"
    >
      <StepUpQuestion gate={gate} />
    </Dialog>
  );
}

function StepUpQuestion({ gate }: { gate: StepUpGate }) {
  const { account } = useMessages();
  const refusalOf = useRefusal();
  const api = useOfficeApi();
  const security = useQuery(api.session.security.queryOptions());
  if (security.isPending) return <Skeleton className="h-11" />;
  if (security.error) {
    return (
      <p role="alert" className="text-body text-danger">
        {refusalOf(security.error)}
      </p>
    );
  }
  const { hasPassword, hasSecondFactor } = security.data;
  if (!(hasPassword || hasSecondFactor)) {
    return (
      <p className="text-body">
        {account.stepUpElsewhere}{" "}
        <TextLink href={signInAgainHref()}>{account.stepUpSignIn}</TextLink>
      </p>
    );
  }
  return <StepUpForm gate={gate} asks={{ password: hasPassword, code: hasSecondFactor }} />;
}

type Asks = { readonly password: boolean; readonly code: boolean };

function StepUpForm({ gate, asks }: { gate: StepUpGate; asks: Asks }) {
  const { account } = useMessages();
  const api = useOfficeApi();
  const refusalOf = useRefusal();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const stepUp = useMutation(
    api.session.stepUp.mutationOptions({ onSuccess: () => gate.answer(true) }),
  );
  const refusal = stepUp.error === null ? undefined : refusalOf(stepUp.error);
  const isAboutCode = asks.code && stepUp.error?.data?.domainCode !== "password_wrong";
  function send(event: FormEvent) {
    event.preventDefault();
    const isMissing = (asks.password && password === "") || (asks.code && code.trim() === "");
    if (isMissing || stepUp.isPending) return;
    stepUp.mutate({ ...(asks.password && { password }), ...(asks.code && { code }) });
  }
  return (
    <form onSubmit={send} noValidate className="flex flex-col gap-4">
      {asks.password && (
        <TextField
          label={account.password}
          type="password"
          autoComplete="current-password"
          {...(refusal && !isAboutCode && { error: refusal })}
          value={password}
          onChange={setPassword}
          isRequired
          autoFocus
        />
      )}
      {asks.code && (
        <TextField
          label={account.code}
          hint={account.codeHint}
          autoComplete="one-time-code"
          {...(refusal && isAboutCode && { error: refusal })}
          value={code}
          onChange={setCode}
          isRequired
          autoFocus={!asks.password}
        />
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="primary" size="form" isPending={stepUp.isPending}>
          {account.goOn}
        </Button>
        <Button size="form" onPress={() => gate.answer(false)}>
          {account.cancel}
        </Button>
      </div>
    </form>
  );
}

function signInAgainHref(): string {
  const { pathname, search } = window.location;
  return `/sign-in?${new URLSearchParams({ callbackUrl: `${pathname}${search}` })}`;
}
