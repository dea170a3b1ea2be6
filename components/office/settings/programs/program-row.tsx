"use client";

import { TriangleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import { isPermission } from "../../../../core/access/permissions";
import { useFormatLocale, useMessages } from "../../../messages/use-messages";
import { Button } from "../../../ui/button";
import { CardRow } from "../../../ui/card";
import { formatAgo } from "../../account/format-ago";
import { ConfirmDialog } from "../confirm-dialog";

type Used = { readonly lastUsedAt: string | null; readonly lastUsedIp: string | null };

export type ProgramRowProps = {
  name: string;
  badge?: ReactNode;
  /** Short facts below the name. */
  facts: readonly (string | null)[];
  scopes: readonly string[];
  /** What somebody should do about it. */
  warning?: string | null;
  onRevoke: (onDone: () => void) => void;
  revokeBody: string;
  isPending: boolean;
  refusal: string | null;
  /** What else can be done with it. */
  action?: ReactNode;
};

/** A key or a client: what it is called, what it may do, and the way to end it. */
export function ProgramRow(props: ProgramRowProps) {
  const { name, badge, facts, scopes, warning = null, action, isPending, refusal } = props;
  const { programs: words, roles } = useMessages().settings;
  const [isAsked, setIsAsked] = useState(false);
  const sentences = scopes.filter(isPermission).map((scope) => roles.sentences[scope]);
  return (
    <CardRow className="flex-wrap py-3 sm:flex-nowrap">
      <div className="flex min-w-0 flex-1 basis-60 flex-col gap-0.5">
        <span className="flex flex-wrap items-center gap-2 font-figure text-body">
          <span className="min-w-0 break-words">{name}</span>
          {badge}
        </span>
        <span className="break-words text-small text-text-muted">
          {facts.filter(Boolean).join(" · ")}
        </span>
        <span className="text-small">{sentences.join(" · ")}</span>
        {warning !== null && (
          <span className="flex items-start gap-1.5 text-small text-warning">
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            {warning}
          </span>
        )}
      </div>
      {action}
      <Button aria-label={words.revokeOf(name)} onPress={() => setIsAsked(true)}>
        {words.revoke}
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        onClose={() => setIsAsked(false)}
        title={words.revokeTitle(name)}
        body={props.revokeBody}
        action={words.revoke}
        isDanger
        isPending={isPending}
        refusal={refusal}
        onConfirm={() => props.onRevoke(() => setIsAsked(false))}
      />
    </CardRow>
  );
}

/** "used 3 hours ago from 203.0.113.7", or that it never was. */
export function useUsedText(now: string): (used: Used) => string {
  const { programs: words } = useMessages().settings;
  const locale = useFormatLocale();
  return ({ lastUsedAt, lastUsedIp }) =>
    lastUsedAt === null
      ? words.neverUsed
      : words.used(formatAgo(lastUsedAt, now, locale), lastUsedIp);
}
