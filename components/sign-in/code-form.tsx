"use client";

import { useState } from "react";
import { useMessages } from "../messages/use-messages";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { sendBy } from "./password-form";
import type { SignInOutcome } from "./sign-in-outcome";

export type CodeFormProps = {
  outcome: Extract<SignInOutcome, { kind: "second_factor" }>;
  returnPath: string;
  isPending: boolean;
  onSubmit: (form: FormData) => void;
  onBack: () => void;
};

/** The second step: a code of the authenticator, or one of the recovery codes. */
export function CodeForm({ outcome, returnPath, isPending, onSubmit, onBack }: CodeFormProps) {
  const { signIn, errors } = useMessages();
  const [isRecovery, setIsRecovery] = useState(false);
  const [triedKind, setTriedKind] = useState<string | null>(null);
  const [code, setCode] = useState("");
  const kind = isRecovery ? "recovery" : "authenticator";
  const send = (form: FormData) => {
    if (code.trim() === "") return;
    setTriedKind(kind);
    onSubmit(form);
  };
  // What was wrong with one kind of code says nothing of the other.
  const refused = triedKind === null || triedKind === kind ? outcome.code : null;
  const isCodeWrong = refused === "second_factor_wrong";
  const refusal =
    refused && (isRecovery && isCodeWrong ? signIn.recoveryCodeWrong : errors[refused]);
  return (
    // A field that was refused must not keep the browser from sending the next try.
    <form action={send} onSubmit={sendBy(send)} noValidate className="flex flex-col gap-4">
      <input type="hidden" name="callbackUrl" value={returnPath} />
      <input type="hidden" name="ticket" value={outcome.ticket} />
      <TextField
        key={kind}
        label={isRecovery ? signIn.recoveryCode : signIn.code}
        hint={isRecovery ? signIn.recoveryCodeHint : signIn.codeHint}
        {...(refusal !== null && { error: refusal })}
        name="code"
        autoComplete="one-time-code"
        inputMode={isRecovery ? "text" : "numeric"}
        isRequired
        isMono
        autoFocus
        value={code}
        onChange={setCode}
      />
      <Button type="submit" kind="primary" size="form" isFullWidth isPending={isPending}>
        {signIn.goOn}
      </Button>
      <div className="flex flex-wrap justify-between gap-2">
        <Button
          kind="quiet"
          onPress={() => {
            setCode("");
            setIsRecovery(!isRecovery);
          }}
        >
          {isRecovery ? signIn.useAuthenticator : signIn.useRecoveryCode}
        </Button>
        <Button kind="quiet" onPress={onBack}>
          {signIn.startAgain}
        </Button>
      </div>
    </form>
  );
}
