"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../../../messages/use-messages";
import { Badge } from "../../../ui/badge";
import { Button } from "../../../ui/button";
import { Card, CardHeader, CardRow, CardRows } from "../../../ui/card";
import { Dialog } from "../../../ui/dialog";
import { TwoLines } from "../../../ui/two-lines";
import { CopyButton } from "../../account/recovery-codes";
import type { SignInProvider, SignInSettings } from "../../office-outputs";
import { ProviderForm } from "./provider-form";

/** The services that people may sign in with beside their password. */
export function ProvidersCard({ settings: given }: { settings: SignInSettings }) {
  const { settings, account } = useMessages();
  const { signIn } = settings;
  const [edited, setEdited] = useState<SignInProvider | "new" | null>(null);
  const isNew = edited === "new";
  return (
    <Card as="section" labelledBy="sign-in-providers">
      <CardHeader
        title={signIn.providersTitle}
        titleId="sign-in-providers"
        end={
          given.mayChangeProviders && (
            <Button icon={<Plus />} onPress={() => setEdited("new")}>
              {signIn.add}
            </Button>
          )
        }
      />
      <p className="px-4 pb-3 text-body text-text-muted">
        {signIn.providersBody}
        {!given.mayChangeProviders && ` ${signIn.ownersChange}`}
      </p>
      <div className="flex flex-wrap items-center gap-3 px-4 pb-4">
        <TwoLines className="min-w-0 flex-1" second={signIn.redirectHint}>
          <span className="text-small text-text-muted">{signIn.redirect}</span>
          <span className="block break-all font-mono">{given.redirectAddress}</span>
        </TwoLines>
        <CopyButton text={given.redirectAddress}>{account.copy}</CopyButton>
      </div>
      <CardRows className="border-border border-t">
        {given.providers.length === 0 && (
          <CardRow>
            <span className="text-body text-text-muted">{signIn.none}</span>
          </CardRow>
        )}
        {given.providers.map((provider) => (
          <CardRow key={provider.id} className="py-2">
            <TwoLines className="min-w-0 flex-1 break-all" second={provider.issuer}>
              <span className="flex flex-wrap items-center gap-2">
                {provider.name}
                <Badge tone={provider.isEnabled ? "positive" : "neutral"}>
                  {provider.isEnabled ? signIn.on : signIn.off}
                </Badge>
              </span>
            </TwoLines>
            {given.mayChangeProviders && (
              <Button
                aria-label={signIn.changeOf(provider.name)}
                onPress={() => setEdited(provider)}
              >
                {signIn.change}
              </Button>
            )}
          </CardRow>
        ))}
      </CardRows>
      <Dialog
        isOpen={edited !== null}
        onClose={() => setEdited(null)}
        title={isNew || edited === null ? signIn.addTitle : signIn.changeOf(edited.name)}
      >
        <ProviderForm provider={isNew ? null : edited} onDone={() => setEdited(null)} />
      </Dialog>
    </Card>
  );
}
