"use client";

import { CheckCheck, CloudOff, Eraser } from "lucide-react";
import { useState } from "react";
import type { Minor } from "../../core/money/minor";
import type { ReturnableSale } from "../../till/react/till-state";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { Banner } from "../ui/banner";
import { NumberedReasons, reasonKeys } from "./numbered-reasons";
import { PanelFrame } from "./panel-frame";
import {
  allBack,
  chosenOf,
  draftBackMinor,
  NOTHING_BACK,
  type ReturnableLine,
  type ReturnDraft,
  soldLines,
  stepLine,
  toggleLine,
} from "./return-draft";
import { ReturnLineRow } from "./return-line-row";
import { ReturnProblem } from "./return-problem";
import { TillButton } from "./till-button";
import { useFigures } from "./use-figures";
import { useLayout } from "./use-layout";
import { usePick } from "./use-pick";
import { useReturnableSale } from "./use-returnable-sale";
import { useReturning } from "./use-returning";

export type ReturnLinesProps = {
  /** Or the whole code that was scanned. */
  receiptNumber: string;
  onOther: () => void;
  onLoose: () => void;
  onClose: () => void;
};

/** A receipt's goods, as soon as it was found; until then, or when it was not, that. */
export function ReturnLines(props: ReturnLinesProps) {
  const lookup = useReturnableSale(props.receiptNumber);
  if (lookup.sale && lookup.sale.status !== "voided") {
    return <OpenReturn {...props} sale={lookup.sale} />;
  }
  return <ReturnProblem {...props} lookup={lookup} />;
}

function SaleFacts({ sale }: { sale: ReturnableSale }) {
  const { till, tillCounter } = useMessages();
  const figures = useFigures();
  const methods = sale.payments.map(({ method }) => till.methods[method]);
  const facts = [
    tillCounter.returnSold(figures.dayAndTime(sale.soldAt)),
    methods.length > 0 && tillCounter.returnPaidBy([...new Set(methods)].join(", ")),
    sale.customerName,
  ].filter(Boolean);
  return (
    <div className="flex flex-col gap-3 px-6 pb-3 max-md:px-4">
      <p className="text-pretty text-statement text-text-muted">
        <b className="font-amount text-text text-till-key">{sale.receiptNumber}</b>
        <br />
        {facts.join(" · ")}
      </p>
      {!sale.isFromServer && (
        <Banner tone="warning" icon={<CloudOff aria-hidden="true" />} role="status">
          {tillCounter.returnOffline}
        </Banner>
      )}
    </div>
  );
}

type FootProps = {
  sale: ReturnableSale;
  backMinor: Minor;
  returning: ReturnType<typeof useReturning>;
  reason: string | null;
  onReason: (reason: string) => void;
  hasGoods: boolean;
};

/** Why, how much, and the key that does it; nothing here moves while lines are chosen. */
function ReturnFoot({ sale, backMinor, returning, reason, onReason, hasGoods }: FootProps) {
  const { till, tillCounter } = useMessages();
  const figures = useFigures();
  const methods = [...new Set(sale.payments.map(({ method }) => till.methods[method]))].join(", ");
  const missing = hasGoods ? tillCounter.returnNeedsReason : tillCounter.returnNeedsGoods;
  const problem =
    returning.failure ?? (returning.hasTried && !returning.isComplete ? missing : null);
  const kind = returning.isComplete ? "primary" : "outline";
  return (
    <div className="flex flex-col gap-3">
      <NumberedReasons
        label={tillCounter.returnReason}
        reasons={tillCounter.returnReasons}
        value={reason}
        onChange={onReason}
      />
      <p role="status" className="flex min-h-8 items-baseline justify-between gap-4 text-till">
        {problem ? (
          <span className="text-balance text-danger text-till-key">{problem}</span>
        ) : (
          <>
            <span className="text-text-muted">{tillCounter.returnGiveBack}</span>
            <MoneyText amountMinor={backMinor} currency={sale.currency} size="figure" />
          </>
        )}
      </p>
      <div className="flex gap-2">
        {returning.canAlone && (
          <TillButton
            kind={kind}
            size="pay"
            className="flex-[3]"
            isDisabled={returning.isRunning}
            aria-keyshortcuts="Enter"
            {...(methods !== "" && { secondLine: tillCounter.returnGiveBackBy(methods) })}
            onPress={returning.giveBack}
          >
            {tillCounter.returnGiveBackKey(figures.shortMoney(backMinor))}
          </TillButton>
        )}
        <TillButton
          kind={returning.canAlone ? "outline" : kind}
          size="pay"
          className="flex-[2] !text-till-key"
          isDisabled={returning.isRunning}
          onPress={returning.add}
        >
          {tillCounter.returnAdd}
        </TillButton>
      </div>
    </div>
  );
}

function useDraft(sale: ReturnableSale) {
  const lines = soldLines(sale);
  const open = lines.filter(({ leftMilli }) => leftMilli > 0);
  const [draft, setDraft] = useState<ReturnDraft>(() => allBack(sale));
  const pick = usePick(open, ({ line }) => line.lineId);
  const act = (change: (entry: ReturnableLine) => ReturnDraft) => (entry: ReturnableLine) => {
    pick.choose(entry.line.lineId);
    setDraft(change(entry));
  };
  const isAll = open.every((entry) => chosenOf(draft, entry) === entry.leftMilli);
  return {
    ...{ lines, open, draft, isAll, current: pick.current, step: pick.step },
    more: act((entry) => stepLine(draft, entry, 1)),
    less: act((entry) => stepLine(draft, entry, -1)),
    toggle: act((entry) => toggleLine(draft, entry)),
    all: () => setDraft(allBack(sale)),
    none: () => setDraft(NOTHING_BACK),
  };
}

type DraftHandle = ReturnType<typeof useDraft>;

/** Everything at first, because most often everything comes back; one key clears it. */
function OpenReturn({ sale, onOther, onClose }: ReturnLinesProps & { sale: ReturnableSale }) {
  const { tillCounter } = useMessages();
  const draft = useDraft(sale);
  const [reason, setReason] = useState<string | null>(null);
  const returning = useReturning(sale, draft.draft, reason);
  const confirm = returning.canAlone ? returning.giveBack : returning.add;
  const onCurrent = (act: (entry: ReturnableLine) => void) => () =>
    draft.current ? act(draft.current) : false;
  const chips = { reasons: tillCounter.returnReasons, value: reason, onChange: setReason };
  return (
    <PanelFrame
      title={tillCounter.returnTitle}
      onClose={onClose}
      isFlush
      layer={{
        isExclusive: true,
        keys: {
          ...reasonKeys(chips),
          enter: confirm,
          a: draft.isAll ? draft.none : draft.all,
          e: returning.add,
          arrowdown: () => draft.step(1),
          arrowup: () => draft.step(-1),
          "+": onCurrent(draft.more),
          "=": onCurrent(draft.more),
          "-": onCurrent(draft.less),
          f7: onOther,
        },
      }}
      footer={
        draft.open.length > 0 && (
          <ReturnFoot
            sale={sale}
            backMinor={draftBackMinor(sale, draft.draft)}
            returning={returning}
            reason={reason}
            onReason={setReason}
            hasGoods={draft.draft.size > 0}
          />
        )
      }
    >
      <SaleFacts sale={sale} />
      <LinesHead draft={draft} onOther={onOther} />
      <ul
        aria-label={tillCounter.returnLines}
        className="pane min-h-34 flex-1 border-border border-y"
      >
        {draft.lines.map((entry) => (
          <ReturnLineRow
            key={entry.line.lineId}
            entry={entry}
            currency={sale.currency}
            chosenMilli={chosenOf(draft.draft, entry)}
            isCurrent={entry.line.lineId === draft.current?.line.lineId}
            onToggle={() => draft.toggle(entry)}
            onMore={() => draft.more(entry)}
            onLess={() => draft.less(entry)}
          />
        ))}
      </ul>
    </PanelFrame>
  );
}

function LinesHead({ draft, onOther }: { draft: DraftHandle; onOther: () => void }) {
  const { tillCounter } = useMessages();
  const hasCaps = useLayout() === "desktop";
  return (
    <div className="flex items-center gap-2 px-6 pb-3 max-md:px-4">
      {draft.open.length > 0 ? (
        <TillButton
          size="till"
          className="w-32"
          icon={draft.isAll ? <Eraser aria-hidden="true" /> : <CheckCheck aria-hidden="true" />}
          {...(hasCaps && { keyCap: "A" })}
          onPress={draft.isAll ? draft.none : draft.all}
        >
          {draft.isAll ? tillCounter.returnNone : tillCounter.returnAll}
        </TillButton>
      ) : (
        <p role="alert" className="text-balance text-till-key">
          {tillCounter.returnAllGone}
        </p>
      )}
      <TillButton
        kind="quiet"
        size="till"
        className="!text-accent-text ms-auto shrink-0"
        onPress={onOther}
      >
        {tillCounter.returnOther}
      </TillButton>
    </div>
  );
}
