"use client";

import { type CommandHandle, useCommand } from "../../till/react/use-command";
import { useRefusalText } from "./use-refusal-text";

/**
 * A command that may need an approval: then the approval stands over the screen and says so itself,
 * so it is no refusal here.
 */
export function useApprovedCommand<Request extends readonly unknown[], Result>(
  command: (...request: Request) => Promise<Result> | Result,
): CommandHandle<Request, Result> & { readonly failure: string | null } {
  const handle = useCommand(command);
  const { refusal } = handle;
  const failure = useRefusalText(refusal?.code === "approval_required" ? null : refusal);
  return { ...handle, failure };
}
