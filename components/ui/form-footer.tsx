import type { ReactNode } from "react";

export type FormFooterProps = {
  /** A FormErrorSummary or a saved state. */
  status?: ReactNode;
  /** Buttons, the way on last. */
  children: ReactNode;
};

export function FormFooter({ status, children }: FormFooterProps) {
  return (
    <div className="mt-6 flex flex-wrap items-center justify-between gap-3 border-border border-t pt-4">
      <div className="min-w-0 flex-1 basis-40">{status}</div>
      <div className="ms-auto flex flex-wrap gap-2.5">{children}</div>
    </div>
  );
}
