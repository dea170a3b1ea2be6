"use client";

import { useQuery } from "@tanstack/react-query";
import { useMessages } from "../../../messages/use-messages";
import { PageHeader } from "../../../ui/page-header";
import { useOfficeApi } from "../../api";
import type { SignInSettings } from "../../office-outputs";
import { ProvidersCard } from "./providers-card";
import { RulesForm } from "./rules-form";

/** How people sign in to this business. */
export function SignInSettingsScreen({ initial }: { initial: SignInSettings }) {
  const { settings } = useMessages();
  const api = useOfficeApi();
  const { data } = useQuery(
    api.signInSettings.get.queryOptions(undefined, { initialData: initial }),
  );
  return (
    <>
      <PageHeader title={settings.sections.signIn} />
      <div className="grid max-w-3xl gap-4 pb-8">
        {/* Whatever was saved, by whomever, begins the form anew. */}
        <RulesForm key={data.rules.version} settings={data} />
        <ProvidersCard settings={data} />
      </div>
    </>
  );
}
