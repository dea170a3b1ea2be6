"use client";

import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { useFormStatus } from "react-dom";
import { useMessages } from "../messages/use-messages";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";

export type ExternalProvider = { readonly id: string; readonly name: string };

export type ExternalSignInProps = {
  action: (form: FormData) => Promise<void>;
  business: string | null;
  providers: readonly ExternalProvider[];
  returnPath: string;
};

/** The way in by another service, once it is known whose: each business has its own. */
export function ExternalSignIn({ action, business, providers, returnPath }: ExternalSignInProps) {
  const { signIn } = useMessages();
  const [isOpen, setIsOpen] = useState(business !== null);
  if (!isOpen) {
    return (
      <Button kind="quiet" isFullWidth className="mt-3" onPress={() => setIsOpen(true)}>
        {signIn.external}
      </Button>
    );
  }
  return (
    <div className="mt-5 flex flex-col gap-3 border-border border-t pt-5">
      {business !== null &&
        providers.map((provider) => (
          <form key={provider.id} action={action}>
            <input type="hidden" name="tenantCode" value={business} />
            <input type="hidden" name="providerId" value={provider.id} />
            <input type="hidden" name="returnPath" value={returnPath} />
            <ContinueButton name={provider.name} />
          </form>
        ))}
      {business !== null && providers.length === 0 && (
        <p role="alert" className="text-body text-text-muted">
          {signIn.externalNone(business)}
        </p>
      )}
      <BusinessForm business={business} returnPath={returnPath} />
    </div>
  );
}

function ContinueButton({ name }: { name: string }) {
  const { signIn } = useMessages();
  const { pending } = useFormStatus();
  return (
    <Button type="submit" size="form" icon={<ExternalLink />} isFullWidth isPending={pending}>
      {signIn.continueWith(name)}
    </Button>
  );
}

/** Names the business by its address, so that it can be kept as a bookmark. */
function BusinessForm({ business, returnPath }: { business: string | null; returnPath: string }) {
  const { signIn } = useMessages();
  const [typed, setTyped] = useState(business ?? "");
  return (
    <form method="get" action="/sign-in" className="flex flex-wrap items-end gap-2">
      <input type="hidden" name="callbackUrl" value={returnPath} />
      <TextField
        label={signIn.businessCode}
        name="business"
        className="min-w-40 flex-1"
        autoComplete="organization"
        isRequired
        value={typed}
        onChange={setTyped}
      />
      <Button type="submit" size="form">
        {signIn.find}
      </Button>
    </form>
  );
}
