"use client";

import { type FormEvent, type ReactNode, startTransition, useActionState } from "react";
import { useMessages } from "../messages/use-messages";
import { Button } from "../ui/button";
import type { LinkAction, LinkOutcome } from "./link-outcome";

export type LinkFormProps = {
  action: LinkAction;
  submit: string;
  children: ReactNode;
  /** What stands in the place of the form when it is done. */
  whenDone?: ReactNode;
};

/** A form that is sent to the server and says in one sentence why it was refused. */
export function LinkForm({ action, submit, children, whenDone }: LinkFormProps) {
  const [outcome, send, isPending] = useActionState(action, { kind: "new" });
  // Run as an event and not as the form's action, which would empty the fields of a refused try.
  const sendForm = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    startTransition(() => send(form));
  };
  if (outcome.kind === "done" && whenDone) return whenDone;
  return (
    <form action={send} onSubmit={sendForm} className="flex flex-col gap-4">
      {children}
      <Refusal outcome={outcome} />
      <Button type="submit" kind="primary" size="form" isFullWidth isPending={isPending}>
        {submit}
      </Button>
    </form>
  );
}

function Refusal({ outcome }: { outcome: LinkOutcome }) {
  const { errors } = useMessages();
  if (outcome.kind !== "refused") return null;
  return (
    <p role="alert" className="font-medium text-body text-danger">
      {errors[outcome.code]}
    </p>
  );
}
