"use client";

import { Check, Copy, Printer } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useMessages } from "../../messages/use-messages";
import { Button } from "../../ui/button";
import { copyText } from "../../ui/copy-text";

export type RecoveryCodesProps = { codes: readonly string[]; onKept: () => void };

/** Ten codes to keep, in two columns where there is room. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const { account } = useMessages();
  const list = useRef<HTMLUListElement>(null);
  // What asked for them is gone: whoever reads by ear or keyboard goes on here.
  useEffect(() => list.current?.focus(), []);
  return (
    <div className="flex flex-col gap-4">
      <ul
        ref={list}
        tabIndex={-1}
        aria-label={account.codesList}
        className="grid gap-x-6 gap-y-2 rounded-card bg-surface-sunken p-4 outline-none sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code} className="font-mono text-body tabular-nums">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" size="form" onPress={onKept}>
          {account.codesKept}
        </Button>
        <CopyButton text={codes.join("\n")}>{account.copyCodes}</CopyButton>
        <Button size="form" icon={<Printer />} onPress={() => window.print()}>
          {account.printCodes}
        </Button>
      </div>
    </div>
  );
}

export function CopyButton({ text, children }: { text: string; children: string }) {
  const { account } = useMessages();
  const [isCopied, setIsCopied] = useState(false);
  // Where there is no clipboard the text can still be marked and copied by hand.
  const copy = async () => setIsCopied(await copyText(text));
  return (
    <Button size="form" icon={isCopied ? <Check /> : <Copy />} onPress={copy}>
      {isCopied ? account.copied : children}
    </Button>
  );
}
