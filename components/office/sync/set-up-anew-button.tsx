"use client";

import { useState } from "react";
import { useMessages } from "../../messages/use-messages";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { LinkButton } from "../../ui/link-button";
import type { SyncRegister } from "../office-outputs";

/** A register is set up on the device itself; the office says how. */
export function SetUpAnewButton({ register }: { register: SyncRegister }) {
  const { officeSync } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>{officeSync.anew}</Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={officeSync.anewTitle(register.name)}
        description={officeSync.anewBody}
        width="narrow"
        footer={
          <LinkButton href="/till" kind="primary" size="form">
            {officeSync.openTill}
          </LinkButton>
        }
      >
        <ol className="flex list-decimal flex-col gap-2 ps-5 text-statement">
          {officeSync.anewSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Dialog>
    </>
  );
}
