"use client";

import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../messages/use-messages";
import { Button } from "../ui/button";
import { buttonClasses } from "../ui/button-classes";
import { ButtonContent } from "../ui/button-content";
import { TextField } from "../ui/text-field";

export type ExternalProvider = { readonly id: string; readonly name: string };

export type ExternalSignInProps = {
  business: string | null;
  providers: readonly ExternalProvider[];
  returnPath: string;
};

/** The way in by another service, once it is known whose: each business has its own. */
export function ExternalSignIn({ business, providers, returnPath }: ExternalSignInProps) {
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
          <ContinueLink
            key={provider.id}
            name={provider.name}
            href={startAddress(business, provider.id, returnPath)}
          />
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

/** A plain link: the address answers with another origin's, which no router may fetch. */
function ContinueLink({ name, href }: { name: string; href: string }) {
  const { signIn } = useMessages();
  return (
    <a href={href} className={buttonClasses({ kind: "outline", size: "form", isFullWidth: true })}>
      <ButtonContent kind="outline" isStacked={false} icon={<ExternalLink />}>
        {signIn.continueWith(name)}
      </ButtonContent>
    </a>
  );
}

function startAddress(business: string, provider: string, returnPath: string): string {
  const asked = new URLSearchParams({ provider, returnPath });
  return `/api/auth/external/${encodeURIComponent(business)}/start?${asked}`;
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
