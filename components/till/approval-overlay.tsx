"use client";

import { ShieldCheck, TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { ApprovalRequest, StaffView } from "../../till/react/till-state";
import { useTillSelector } from "../../till/react/use-till";
import { useFormatLocale, useMessages } from "../messages/use-messages";
import { formatPercent } from "../money/percent-text";
import { Avatar } from "../ui/avatar";
import { classNames } from "../ui/class-names";
import { Dialog } from "../ui/dialog";
import { LiveRegion } from "../ui/live-region";
import { FactRows } from "./fact-rows";
import { PinEntry } from "./pin-entry";
import { ReasonChips } from "./reason-chips";
import { useRoleOf } from "./staff-picker";
import { releaseAfterPointer, TillButton } from "./till-button";
import { type Approval, useApproval, useApprovalKeys, useRefused } from "./use-approval";
import { useFigures } from "./use-figures";
import { useLayout } from "./use-layout";
import { useNow } from "./use-now";

function useAskedRows(request: ApprovalRequest) {
  const { tillPay } = useMessages();
  const figures = useFigures();
  const locale = useFormatLocale();
  const rows = [{ label: tillPay.approvalAsked, value: tillPay.acts[request.act] }];
  if (request.subject !== null) {
    rows.push({ label: tillPay.approvalSubject, value: request.subject });
  }
  if (request.percentPpm !== null) {
    const value = formatPercent(request.percentPpm, locale);
    rows.push({ label: tillPay.approvalPercent, value });
  }
  if (request.amountMinor !== null) {
    const value = `${figures.currency} ${figures.money(request.amountMinor)}`;
    const isPrice = request.act === "price_override";
    rows.push({ label: isPrice ? tillPay.newAmount : tillPay.approvalAmount, value });
  }
  return rows;
}

type ApproverKeyProps = {
  person: StaffView;
  isChosen: boolean;
  isWaiting: boolean;
  onChoose: () => void;
};

function ApproverKey({ person, isChosen, isWaiting, onChoose }: ApproverKeyProps) {
  const { till } = useMessages();
  const roleOf = useRoleOf();
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      disabled={!person.hasPin || isWaiting}
      onClick={(event) => {
        releaseAfterPointer(event);
        onChoose();
      }}
      className={classNames(
        "flex min-h-14 min-w-0 select-none items-center gap-2.5 rounded-till border px-2.5 text-start transition-colors disabled:opacity-60",
        isChosen
          ? "border-accent bg-accent-soft"
          : "border-border bg-surface-raised hover:bg-surface-hover active:bg-surface-sunken",
      )}
    >
      <Avatar name={person.name} size="till" />
      <span className="flex min-w-0 flex-col">
        <span className="line-clamp-2 text-balance text-till-key">{person.displayName}</span>
        <span className="truncate text-text-muted text-till-small">
          {person.hasPin ? roleOf(person) : till.noPin}
        </span>
      </span>
    </button>
  );
}

/** Whether this person's PIN rests after too many wrong ones. */
function isWaiting(person: StaffView | null, now: number | null): boolean {
  return now !== null && (person?.lockedUntil ?? 0) > now;
}

function Asked({ request, approval }: { request: ApprovalRequest; approval: Approval }) {
  const { tillPay } = useMessages();
  const now = useNow(1_000);
  const { approver, choose, reason, setReason } = approval;
  return (
    <div className="flex flex-col gap-5">
      <FactRows rows={useAskedRows(request)} />
      {request.approvers.length === 0 ? (
        <p className="icon-20 flex items-center gap-2 text-balance text-till-key text-warning">
          <TriangleAlert aria-hidden="true" className="shrink-0" />
          {tillPay.approversNone}
        </p>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend.
        <div role="group" aria-label={tillPay.approvers} className="flex flex-col gap-1.5">
          <p className="font-medium text-statement">{tillPay.approvers}</p>
          <div className="grid gap-2 sm:grid-cols-2">
            {request.approvers.map((person) => (
              <ApproverKey
                key={person.staffId}
                person={person}
                isChosen={person.staffId === approver?.staffId}
                isWaiting={isWaiting(person, now)}
                onChoose={() => choose(person.staffId)}
              />
            ))}
          </div>
        </div>
      )}
      <div className="flex flex-col gap-1.5">
        <p className="font-medium text-statement">{tillPay.reason}</p>
        <ReasonChips reasons={tillPay.approvalReasons} value={reason} onChange={setReason} />
      </div>
    </div>
  );
}

/** Whose limit was passed, and that nobody is signed out. */
function useWho({ act }: ApprovalRequest): string {
  const { tillPay } = useMessages();
  const locale = useFormatLocale();
  const cashier = useTillSelector(({ till }) => ("cashier" in till ? till.cashier : null));
  const name = cashier?.displayName ?? "";
  const isDiscount = act === "line_discount" || act === "order_discount";
  const limitPpm = cashier?.limits.discountPpm ?? 0;
  const limit = isDiscount ? tillPay.approvalLimit(name, formatPercent(limitPpm, locale)) : "";
  return `${limit} ${tillPay.approvalBy(name)}`.trim();
}

function Title() {
  const { tillPay } = useMessages();
  return (
    <span className="icon-26 flex items-center gap-3">
      <ShieldCheck aria-hidden="true" className="text-accent-text" />
      {tillPay.approvalTitle}
    </span>
  );
}

function Pin({ approval }: { approval: Approval }) {
  const { tillPay } = useMessages();
  const refused = useRefused(approval.attempt.refusal);
  const { approver, pin, reason } = approval;
  const missing = reason === null && pin !== "" ? tillPay.chooseReason : null;
  return (
    <PinEntry
      title={approver ? tillPay.approvalPin(approver.displayName) : tillPay.approvalChoose}
      pin={pin}
      onChange={approval.type}
      onSubmit={() => void approval.submit()}
      error={refused ?? missing}
      isDisabled={approver === null}
      isRunning={approval.attempt.isRunning || reason === null}
      confirm={tillPay.approve}
    />
  );
}

function DenyKey({ approval }: { approval: Approval }) {
  const { tillPay } = useMessages();
  const isDesktop = useLayout() === "desktop";
  return (
    <TillButton
      className="px-6"
      {...(isDesktop && { keyCap: "Esc" })}
      onPress={approval.denyApproval}
    >
      {tillPay.deny}
    </TillButton>
  );
}

type DialogPartProps = { request: ApprovalRequest; approval: Approval };

/** What is asked beside the PIN keys. */
function WideApproval({ request, approval }: DialogPartProps) {
  return (
    <Dialog
      isOpen
      onClose={approval.denyApproval}
      surface="till"
      isSticky
      title={<Title />}
      description={useWho(request)}
      footer={<DenyKey approval={approval} />}
      side={<Pin approval={approval} />}
    >
      <Asked request={request} approval={approval} />
    </Dialog>
  );
}

/** A phone shows one step at a time: what is asked and who decides, then the PIN. */
function NarrowApproval({ request, approval }: DialogPartProps) {
  const { till, tillPay } = useMessages();
  const rows = useAskedRows(request);
  const who = useWho(request);
  const [isAsking, setIsAsking] = useState(true);
  const { approver, reason } = approval;
  const canGoOn = approver !== null && reason !== null;
  const isPin = !isAsking && canGoOn;
  const next = (
    <TillButton
      kind={canGoOn ? "primary" : "outline"}
      className="flex-1"
      isDisabled={!canGoOn}
      onPress={() => setIsAsking(false)}
    >
      {approver ? tillPay.approvalPin(approver.displayName) : tillPay.approvalChoose}
    </TillButton>
  );
  const back = (
    <TillButton kind="quiet" className="!text-accent-text flex-1" onPress={() => setIsAsking(true)}>
      {till.notMe(approver?.displayName ?? "")}
    </TillButton>
  );
  return (
    <Dialog
      isOpen
      onClose={approval.denyApproval}
      surface="till"
      isSticky
      title={<Title />}
      description={isPin ? rows.map((row) => row.value).join(" \u00b7 ") : who}
      footer={
        <>
          <DenyKey approval={approval} />
          {isPin ? back : next}
        </>
      }
    >
      {isPin ? (
        <div className="flex flex-col items-center">
          <Pin approval={approval} />
        </div>
      ) : (
        <Asked request={request} approval={approval} />
      )}
    </Dialog>
  );
}

function ApprovalDialog({ request }: { request: ApprovalRequest }) {
  const approval = useApproval(request);
  useApprovalKeys(approval);
  const isPhone = useLayout() === "phone";
  return isPhone ? (
    <NarrowApproval request={request} approval={approval} />
  ) : (
    <WideApproval request={request} approval={approval} />
  );
}

/**
 * Somebody else's PIN for one act, over everything and wherever the act came from. The cashier
 * stays signed in; Esc says no.
 */
export function ApprovalOverlay({ request }: { request: ApprovalRequest }) {
  const { tillPay } = useMessages();
  return (
    <>
      <LiveRegion isUrgent message={tillPay.approvalSpoken(tillPay.acts[request.act])} />
      <ApprovalDialog key={request.serial} request={request} />
    </>
  );
}
