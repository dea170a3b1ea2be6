"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import type { Instant } from "../../core/time";
import type { SyncView } from "../../till/react/till-state";
import { useMessages } from "../messages/use-messages";
import { useFigures } from "./use-figures";
import { useNow } from "./use-now";
import { useSyncTexts } from "./use-sync-texts";

const OLD_MS = 12 * 60 * 60_000;

type StreamRowProps = {
  icon: ReactNode;
  label: string;
  carries: string;
  aside: ReactNode;
  at: Instant | null;
};

function StreamRow({ icon, label, carries, aside, at }: StreamRowProps) {
  const texts = useSyncTexts();
  const figures = useFigures();
  const now = useNow(60_000);
  const isOld = at !== null && now !== null && now - at > OLD_MS;
  return (
    <div className="icon-18 flex items-start gap-2.5 py-1 text-till-key [&>svg]:mt-0.5 [&>svg]:shrink-0">
      {icon}
      <dt className="min-w-0 flex-1">
        <span className="block font-medium">{label}</span>
        <span className="block text-pretty font-regular text-statement text-text-muted">
          {carries}
        </span>
      </dt>
      <dd className="flex shrink-0 flex-col items-end font-regular">
        <span className="tabular-nums">
          {at === null ? texts.never : isOld ? figures.dayAndTime(at) : figures.timeWithSeconds(at)}
        </span>
        {aside}
      </dd>
    </div>
  );
}

/** When each way last worked, and what goes that way. */
export function SyncStreams({ sync }: { sync: SyncView }) {
  const { till } = useMessages();
  const texts = useSyncTexts();
  const waits = sync.waitingCount > 0;
  return (
    <section>
      <h3 className="pb-1 font-figure text-statement text-text-muted">{texts.lastExchange}</h3>
      <dl>
        <StreamRow
          icon={
            <ArrowUp aria-hidden="true" className={waits ? "text-warning" : "text-text-muted"} />
          }
          label={texts.up}
          carries={texts.upCarries}
          aside={
            waits && (
              <span className="font-figure text-statement text-warning">
                {till.waitingShort(sync.waitingCount)}
              </span>
            )
          }
          at={sync.lastExchangeAt.push}
        />
        <StreamRow
          icon={<ArrowDown aria-hidden="true" className="text-text-muted" />}
          label={texts.down}
          carries={sync.isPullPaused ? texts.downPaused : texts.downCarries}
          aside={null}
          at={sync.lastExchangeAt.pull}
        />
      </dl>
    </section>
  );
}
