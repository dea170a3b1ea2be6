"use client";

import { useQuery } from "@tanstack/react-query";
import { useMessages } from "../../messages/use-messages";
import { PageHeader } from "../../ui/page-header";
import { TextLink } from "../../ui/text-link";
import { useOfficeApi } from "../api";
import type { Security, Sessions } from "../office-outputs";
import { ProofCard } from "./proof-card";
import { SessionsCard } from "./sessions-card";

export type AccountScreenProps = {
  security: Security;
  sessions: Sessions;
  /** When the server answered. */
  now: string;
};

/** The security of the person who is signed in. */
export function AccountScreen(props: AccountScreenProps) {
  const { account, settings } = useMessages();
  const api = useOfficeApi();
  const security = useQuery(
    api.session.security.queryOptions(undefined, { initialData: props.security }),
  );
  const sessions = useQuery(
    api.session.list.queryOptions(undefined, { initialData: props.sessions }),
  );
  return (
    <>
      <PageHeader
        title={account.title}
        actions={<TextLink href="/office/settings/api">{settings.programs.keys}</TextLink>}
      />
      <div className="grid max-w-3xl gap-4 pb-8">
        <ProofCard security={security.data} />
        <SessionsCard sessions={sessions.data} now={props.now} />
      </div>
    </>
  );
}
