"use client";

import { useState } from "react";
import { useMessages } from "../messages/use-messages";
import { Checkbox } from "../ui/checkbox";
import { TextField } from "../ui/text-field";

/** One field that can be read back, in place of two that must agree. */
export function NewPasswordField({ error }: { error: string | undefined }) {
  const { accountLinks } = useMessages();
  const [isShown, setShown] = useState(false);
  return (
    <div className="flex flex-col gap-2">
      <TextField
        label={accountLinks.password}
        hint={accountLinks.passwordHint}
        {...(error !== undefined && { error })}
        name="password"
        type={isShown ? "text" : "password"}
        autoComplete="new-password"
        maxLength={200}
        isRequired
      />
      <Checkbox isSelected={isShown} onChange={setShown}>
        {accountLinks.showPassword}
      </Checkbox>
    </div>
  );
}
