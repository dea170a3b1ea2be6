"use client";

import { Check, LogIn, RefreshCw } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../messages/use-messages";
import { classNames } from "../ui/class-names";
import { ErrorState } from "../ui/error-state";
import { LinkButton } from "../ui/link-button";
import { Skeleton } from "../ui/skeleton";
import { CodeForm, codeInAddress } from "./code-form";
import { EnrolForm } from "./enrol-form";
import { GateScreen, GateTitle } from "./gate-screen";
import { LanguageKeys } from "./language-keys";
import { TillButton } from "./till-button";
import { useRefusalText } from "./use-refusal-text";
import { type SetUpFacts, useSetUpFacts } from "./use-set-up-facts";

const SIGN_IN = "/sign-in?callbackUrl=/till";

/** Steps, so that nobody wonders how long this takes. */
function Steps({ steps, current }: { steps: readonly string[]; current: number }) {
  return (
    <ol className="mb-6 flex flex-wrap gap-x-5 gap-y-2 text-statement">
      {steps.map((step, index) => (
        <li
          key={step}
          aria-current={index === current ? "step" : undefined}
          className={classNames(
            "icon-14 flex items-center gap-2",
            index === current ? "font-amount text-text" : "text-text-muted",
          )}
        >
          <span
            className={classNames(
              "flex size-6 items-center justify-center rounded-full text-till-small tabular-nums",
              index < current && "tone-positive",
              index === current && "bg-accent text-on-accent",
              index > current && "border border-border-strong",
            )}
          >
            {index < current ? <Check aria-hidden="true" /> : index + 1}
          </span>
          {step}
        </li>
      ))}
    </ol>
  );
}

function SignInFirst() {
  const { till } = useMessages();
  return (
    <div className="mt-6 flex flex-col items-start gap-5">
      <div>
        <h2 className="text-till-amount">{till.setUpSignInTitle}</h2>
        <p className="mt-1 text-pretty font-regular text-text-muted text-till-key leading-6">
          {till.setUpSignInBody}
        </p>
      </div>
      <LinkButton
        href={SIGN_IN}
        kind="primary"
        size="key-64"
        isFullWidth
        icon={<LogIn aria-hidden="true" />}
      >
        {till.setUpSignIn}
      </LinkButton>
    </div>
  );
}

function Failed(props: { facts: Extract<SetUpFacts, { kind: "failed" }>; onTry: () => void }) {
  const { till, ui } = useMessages();
  const sentence = useRefusalText(props.facts.refusal);
  return (
    <ErrorState
      className="mt-6"
      title={till.setUpLoadFailed}
      actions={
        <>
          <TillButton
            kind="primary"
            size="key"
            className="px-5"
            icon={<RefreshCw aria-hidden="true" />}
            onPress={props.onTry}
          >
            {ui.tryAgain}
          </TillButton>
          <LinkButton href={SIGN_IN} size="key" className="px-5">
            {till.setUpSignIn}
          </LinkButton>
        </>
      }
    >
      {sentence ?? till.setUpLoadFailedBody}
    </ErrorState>
  );
}

function SetUpBody({ facts, onTry }: { facts: SetUpFacts; onTry: () => void }) {
  const { till } = useMessages();
  switch (facts.kind) {
    case "checking":
      return (
        <div role="status" aria-label={till.setUpChecking} className="mt-6 flex flex-col gap-4">
          <Skeleton className="h-14 w-full" />
          <Skeleton className="h-14 w-full" />
          <Skeleton className="h-20 w-full" />
        </div>
      );
    case "signed_out":
      return <SignInFirst />;
    case "failed":
      return <Failed facts={facts} onTry={onTry} />;
    default:
      return facts.stores.length === 0 ? (
        <p role="alert" className="mt-6 text-pretty text-till-key">
          {till.setUpNoStores}
        </p>
      ) : (
        <EnrolForm stores={facts.stores} />
      );
  }
}

function ByCodeKey({ onPress }: { onPress: () => void }) {
  const { till } = useMessages();
  return (
    <TillButton
      kind="quiet"
      size="till"
      className="!text-accent-text mt-4 self-center"
      onPress={onPress}
    >
      {till.setUpByCode}
    </TillButton>
  );
}

/**
 * A browser becomes a register: by a code from the office, or by somebody who signs in and chooses
 * which. Whoever is signed in already meets the choice.
 */
export function EnrolScreen() {
  const { till } = useMessages();
  const { facts, check } = useSetUpFacts();
  const [given] = useState(codeInAddress);
  const [isByCode, setIsByCode] = useState<boolean | null>(given === null ? null : true);
  const isReady = facts.kind === "ready";
  const showsCode = isByCode ?? facts.kind === "signed_out";
  return (
    <GateScreen
      isNarrow
      aside={
        <>
          {isReady && !showsCode && (
            <span className="truncate text-text-muted text-till-small">
              {till.setUpSignedInAs(facts.name)}
            </span>
          )}
          <LanguageKeys />
        </>
      }
    >
      {showsCode ? (
        <Steps steps={till.setUpCodeSteps} current={0} />
      ) : (
        <Steps steps={till.setUpSteps} current={isReady ? 1 : 0} />
      )}
      <GateTitle detail={till.setUpBody}>{till.setUpTitle}</GateTitle>
      {showsCode ? (
        <CodeForm given={given} onSignIn={() => setIsByCode(false)} />
      ) : (
        <>
          <SetUpBody facts={facts} onTry={() => void check()} />
          {facts.kind !== "checking" && <ByCodeKey onPress={() => setIsByCode(true)} />}
        </>
      )}
    </GateScreen>
  );
}
