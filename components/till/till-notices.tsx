"use client";

import { AppWindow, CircleAlert, CircleCheck, Printer, X } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import type { PrintJobView } from "../../till/react/till-state";
import { useDevices } from "../../till/react/use-devices";
import { useTillCommands, useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { showCounterNotice, useCounterNotice } from "./counter-notice";
import { TillButton } from "./till-button";
import { placeOf } from "./till-place";
import { useRefusalText } from "./use-refusal-text";

type NoticeProps = { icon: ReactNode; title: string; detail?: string; actions: ReactNode };

function Notice({ icon, title, detail, actions }: NoticeProps) {
  return (
    <div
      role="status"
      className="icon-22 flex animate-rise-in flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-border-strong bg-surface-raised py-2 ps-4 pe-2 shadow-popover"
    >
      {icon}
      <div className="min-w-48 flex-1">
        <p className="text-pretty text-till-key">{title}</p>
        {detail && <p className="text-text-muted text-till-small">{detail}</p>}
      </div>
      <div className="ms-auto flex gap-2">{actions}</div>
    </div>
  );
}

function UnsurePrint({ job }: { job: PrintJobView }) {
  const { till } = useMessages();
  const { settlePrintJob } = useTillCommands();
  const settle = (cameOut: boolean) => () => void settlePrintJob({ jobId: job.jobId, cameOut });
  return (
    <Notice
      icon={<Printer aria-hidden="true" />}
      title={till.unsurePrint(job.receiptNumber)}
      detail={till.unsurePrintBody}
      actions={
        <>
          <TillButton size="till" className="px-4" onPress={settle(true)}>
            {till.paperCame}
          </TillButton>
          <TillButton size="till" className="px-4" onPress={settle(false)}>
            {till.paperMissing}
          </TillButton>
        </>
      }
    />
  );
}

function OpenElsewhere({ onClose }: { onClose: () => void }) {
  const { till } = useMessages();
  const { takeLead } = useTillCommands();
  return (
    <Notice
      icon={<AppWindow aria-hidden="true" className="text-warning" />}
      title={till.openElsewhere}
      detail={till.openElsewhereBody}
      actions={
        <>
          <TillButton size="till" className="px-4" onPress={takeLead}>
            {till.useHere}
          </TillButton>
          <TillButton
            kind="quiet"
            size="till"
            aria-label={till.dismiss}
            className="size-12"
            icon={<X aria-hidden="true" />}
            onPress={onClose}
          />
        </>
      }
    />
  );
}

const NOTICE_MS = 4_000;

/** What came of a key without a panel; a refusal stays, good news goes by itself. */
function CounterResult() {
  const { till, tillCounter } = useMessages();
  const notice = useCounterNotice();
  const serial = useTillSelector(({ cart }) => cart.lastTouch?.serial ?? 0);
  const refusal = useRefusalText(notice?.kind === "refused" ? notice.refusal : null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the next touch ends it.
  useEffect(() => showCounterNotice(null), [serial]);
  useEffect(() => {
    if (notice === null || notice.kind === "refused") {
      return;
    }
    const timer = setTimeout(() => showCounterNotice(null), NOTICE_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  if (notice === null) {
    return null;
  }
  const text =
    notice.kind === "parked" ? tillCounter.parkedSpoken(notice.name) : tillCounter.noSaleOpened;
  return (
    <Notice
      icon={
        notice.kind === "refused" ? (
          <CircleAlert aria-hidden="true" className="text-danger" />
        ) : (
          <CircleCheck aria-hidden="true" className="text-positive" />
        )
      }
      title={refusal ?? text}
      actions={
        <TillButton
          kind="quiet"
          size="till"
          aria-label={till.dismiss}
          className="size-12"
          icon={<X aria-hidden="true" />}
          onPress={() => showCounterNotice(null)}
        />
      }
    />
  );
}

/** What the cashier should know but need not answer; it floats over the last tiles. */
export function TillNotices() {
  const { unsurePrintJobs } = useDevices();
  const isElsewhere = useTillSelector(({ till }) => placeOf(till)?.isOpenElsewhere ?? false);
  const [isClosed, setIsClosed] = useState(false);
  const job = unsurePrintJobs[0];
  return (
    <div className="absolute inset-x-4 bottom-4 z-10 flex flex-col gap-2 empty:hidden lg:bottom-22 lg:left-30">
      <CounterResult />
      {isElsewhere && !isClosed && <OpenElsewhere onClose={() => setIsClosed(true)} />}
      {job && <UnsurePrint key={job.jobId} job={job} />}
    </div>
  );
}
