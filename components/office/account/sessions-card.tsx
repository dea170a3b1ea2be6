"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Laptop, Smartphone, Terminal } from "lucide-react";
import { useRef, useState } from "react";
import { deviceWordsOf } from "../../../core/access/device-words";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { Badge } from "../../ui/badge";
import { Button } from "../../ui/button";
import { Card, CardHeader, CardRow, CardRows } from "../../ui/card";
import { showToast } from "../../ui/toast";
import { TwoLines } from "../../ui/two-lines";
import { useOfficeApi } from "../api";
import type { Session, Sessions } from "../office-outputs";
import { ConfirmDialog } from "../settings/confirm-dialog";
import { useRefusal } from "../sync/use-refusal";
import { formatAgo } from "./format-ago";

const HANDHELD = new Set(["Android", "iPad", "iPhone"]);

export type SessionsCardProps = { sessions: Sessions; now: string };

/** Every browser and program that acts as the person, each of which can be ended. */
export function SessionsCard({ sessions, now }: SessionsCardProps) {
  const { account } = useMessages();
  const { items } = sessions;
  return (
    <Card as="section" labelledBy="account-sessions">
      <CardHeader
        title={account.sessions}
        titleId="account-sessions"
        end={items.length > 1 && <EndOthersButton />}
        isRuled
      />
      <SessionRows items={items} now={now} />
    </Card>
  );
}

/** The same for whomever they are of. */
export function SessionRows({ items, now }: { items: readonly Session[]; now: string }) {
  const { account } = useMessages();
  const rows = useRef<HTMLDivElement>(null);
  return (
    // The button goes with its row: whoever pressed it stays where the others are.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would speak of a form.
    <div
      ref={rows}
      role="group"
      tabIndex={-1}
      aria-label={account.signIns}
      className="outline-none"
    >
      <CardRows>
        {items.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            now={now}
            onEnded={() => rows.current?.focus()}
          />
        ))}
      </CardRows>
    </div>
  );
}

type SessionRowProps = { session: Session; now: string; onEnded: () => void };

function SessionRow({ session, now, onEnded }: SessionRowProps) {
  const { account } = useMessages();
  const locale = useFormatLocale();
  const name = useSessionName(session);
  const { system } = deviceWordsOf(session.userAgent);
  const Icon = session.kind === "api" ? Terminal : HANDHELD.has(system ?? "") ? Smartphone : Laptop;
  const facts = [
    account.seen(formatAgo(session.lastSeenAt, now, locale)),
    session.ip,
    `${account.signedIn(formatAgo(session.createdAt, now, locale))} ${
      account.method[session.method] ?? ""
    } ${session.isTwoFactor ? account.twoFactor : ""}`.trim(),
  ];
  return (
    <CardRow className="icon-18 py-3">
      <Icon aria-hidden="true" className="shrink-0 text-text-muted" />
      <TwoLines className="min-w-0 flex-1" second={facts.filter(Boolean).join(" · ")}>
        <span className="flex flex-wrap items-center gap-2">
          {name}
          {session.isCurrent && <Badge tone="positive">{account.thisOne}</Badge>}
        </span>
      </TwoLines>
      {!session.isCurrent && <EndButton session={session} name={name} onEnded={onEnded} />}
    </CardRow>
  );
}

function useSessionName({ deviceName, userAgent, kind }: Session): string {
  const { account } = useMessages();
  if (deviceName) return deviceName;
  const { browser, system } = deviceWordsOf(userAgent);
  const known = browser ?? (kind === "api" ? account.unknownProgram : account.unknownBrowser);
  return system === null ? known : account.onDevice(known, system);
}

type EndButtonProps = { session: Session; name: string; onEnded: () => void };

function EndButton({ session, name, onEnded }: EndButtonProps) {
  const { account } = useMessages();
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const end = useMutation(
    api.session.end.mutationOptions({
      onSuccess: () => {
        onEnded();
        showToast({ title: account.sessionEnded });
      },
      onError: (error) => showToast({ title: refusalOf(error) }),
      onSettled: () => queryClient.invalidateQueries(api.session.pathFilter()),
    }),
  );
  return (
    <Button
      aria-label={account.endSessionOf(name)}
      isPending={end.isPending}
      onPress={() => end.mutate({ sessionId: session.id })}
    >
      {account.endSession}
    </Button>
  );
}

function EndOthersButton() {
  const { account } = useMessages();
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const [isOpen, setIsOpen] = useState(false);
  const end = useMutation(
    api.session.endOthers.mutationOptions({
      onSuccess: async ({ endedCount }) => {
        setIsOpen(false);
        showToast({ title: account.othersEnded(endedCount) });
        await queryClient.invalidateQueries(api.session.list.queryFilter());
      },
    }),
  );
  return (
    <>
      <Button
        kind="danger"
        onPress={() => {
          end.reset();
          setIsOpen(true);
        }}
      >
        {account.endOthers}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={account.endOthersTitle}
        body={account.endOthersBody}
        action={account.endOthers}
        isDanger
        isPending={end.isPending}
        refusal={end.error === null ? null : refusalOf(end.error)}
        onConfirm={() => end.mutate()}
      />
    </>
  );
}
