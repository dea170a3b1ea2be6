"use client";

import { CircleAlert } from "lucide-react";
import { useMessages } from "../messages/use-messages";
import { classNames } from "./class-names";

export type FormErrorSummaryProps = {
  /** How many fields are marked. */
  fieldCount?: number;
  /** A refusal of the whole form, in one sentence. */
  message?: string | null;
  className?: string;
};

/** Stands beside the save button. Keep it mounted, so that it is announced when it fills. */
export function FormErrorSummary({ fieldCount = 0, message, className }: FormErrorSummaryProps) {
  const { ui } = useMessages();
  const text = message ?? (fieldCount > 0 ? ui.fieldsNeedChange(fieldCount) : null);
  return (
    <div role="alert" className={classNames("min-w-0", className)}>
      {text && (
        <span className="icon-18 flex items-center gap-2 font-key text-body text-danger">
          <CircleAlert />
          {text}
        </span>
      )}
    </div>
  );
}
