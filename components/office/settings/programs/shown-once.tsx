"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../../../messages/use-messages";
import { Button } from "../../../ui/button";
import { copyText } from "../../../ui/copy-text";
import { TextField } from "../../../ui/text-field";

export type ShownOnceProps = {
  fields: readonly { readonly label: string; readonly value: string }[];
  onDone: () => void;
};

/** What is said this once: each value with a button that copies it. */
export function ShownOnce({ fields, onDone }: ShownOnceProps) {
  const { programs: words } = useMessages().settings;
  return (
    <div className="flex flex-col gap-4">
      {fields.map((field) => (
        <CopyField key={field.label} {...field} />
      ))}
      <div>
        <Button size="form" onPress={onDone}>
          {words.done}
        </Button>
      </div>
    </div>
  );
}

function CopyField({ label, value }: { label: string; value: string }) {
  const { programs: words } = useMessages().settings;
  const [outcome, setOutcome] = useState<"copied" | "failed" | null>(null);
  const isCopied = outcome === "copied";
  return (
    <div className="flex flex-col gap-2">
      <TextField label={label} value={value} rows={4} isReadOnly isMono />
      <div className="flex flex-wrap items-center gap-3">
        <Button
          kind="primary"
          size="form"
          aria-label={isCopied ? words.copied : words.copyOf(label)}
          icon={isCopied ? <Check /> : <Copy />}
          onPress={async () => setOutcome((await copyText(value)) ? "copied" : "failed")}
        >
          {isCopied ? words.copied : words.copy}
        </Button>
        <p role="alert" className="text-body text-danger empty:hidden">
          {outcome === "failed" && words.copyFailed}
        </p>
      </div>
    </div>
  );
}
