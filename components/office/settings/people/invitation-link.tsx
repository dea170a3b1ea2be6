"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../../../messages/use-messages";
import { Button } from "../../../ui/button";
import { copyText } from "../../../ui/copy-text";
import { TextField } from "../../../ui/text-field";

/** A link that lets somebody in, to be handed over: it is shown this once. */
export function InvitationLink({ link, onDone }: { link: string; onDone: () => void }) {
  const { people: words } = useMessages().settings;
  const [isCopied, setIsCopied] = useState(false);
  return (
    <div className="flex flex-col gap-4">
      <TextField label={words.link} value={link} rows={3} isReadOnly isMono />
      <div className="flex flex-wrap gap-2">
        <Button
          kind="primary"
          size="form"
          icon={isCopied ? <Check /> : <Copy />}
          // Where there is no clipboard the link can still be marked and copied by hand.
          onPress={async () => setIsCopied(await copyText(link))}
        >
          {isCopied ? words.copied : words.copy}
        </Button>
        <Button size="form" onPress={onDone}>
          {words.done}
        </Button>
      </div>
    </div>
  );
}
