import type { TRPCLink } from "@trpc/client";
import type { AnyTRPCRouter } from "@trpc/server";
import { observable } from "@trpc/server/observable";
import type { StepUpGate } from "./step-up-gate";

/**
 * Whatever is refused for want of a fresh proof waits for one and is then sent again by itself, once.
 * When the person would not, the refusal stands.
 */
export function stepUpLink<Router extends AnyTRPCRouter>(gate: StepUpGate): TRPCLink<Router> {
  return () =>
    ({ next, op }) =>
      observable((observer) => {
        let subscription = next(op).subscribe({
          ...observer,
          error(error) {
            if (!isStepUpRequired(error)) return observer.error(error);
            gate.ask((isProved) => {
              if (!isProved) return observer.error(error);
              subscription = next(op).subscribe(observer);
            });
          },
        });
        return () => subscription.unsubscribe();
      });
}

function isStepUpRequired(error: { readonly data: unknown }): boolean {
  const { data } = error;
  return typeof data === "object" && data !== null && "domainCode" in data
    ? data.domainCode === "step_up_required"
    : false;
}
