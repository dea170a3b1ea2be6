"use client";

import { type FormEvent, type ReactNode, startTransition, useActionState } from "react";
import type { DomainErrorCode } from "../../core/errors";
import { useMessages } from "../messages/use-messages";
import { Button } from "../ui/button";
import type { LinkAction } from "./link-outcome";

export type LinkFormProps = {
  action: LinkAction;
  submit: string;
  /** The fields; what was refused of the password stands at its field. */
  children: (passwordRefusal: string | undefined) => ReactNode;
  /** What stands in the place of the form when it is done. */
  whenDone?: ReactNode;
};

const PASSWORD_CODES: ReadonlySet<string> = new Set<DomainErrorCode>([
  "password_too_short",
  "password_too_common",
  "password_too_personal",
]);

/** A form that is sent to the server and says in one sentence why it was refused. */
export function LinkForm({ action, submit, children, whenDone }: LinkFormProps) {
  const { errors } = useMessages();
  const [outcome, send, isPending] = useActionState(action, { kind: "new" });
  // Run as an event and not as the form's action, which would empty the fields of a refused try.
  const sendForm = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    startTransition(() => send(form));
  };
  if (outcome.kind === "done" && whenDone) return whenDone;
  const refusal = outcome.kind === "refused" ? errors[outcome.code] : undefined;
  const isOfPassword = outcome.kind === "refused" && PASSWORD_CODES.has(outcome.code);
  return (
    <form
      action={send}
      onSubmit={sendForm}
      // A field that was refused must not keep the browser from sending the next try.
      noValidate={outcome.kind === "refused"}
      className="flex flex-col gap-4"
    >
      {children(isOfPassword ? refusal : undefined)}
      {refusal !== undefined && !isOfPassword && (
        <p role="alert" className="font-medium text-body text-danger">
          {refusal}
        </p>
      )}
      <Button type="submit" kind="primary" size="form" isFullWidth isPending={isPending}>
        {submit}
      </Button>
    </form>
  );
}
