"use client";

import { CloudOff, FileSearch, FileX2, PackageCheck, PackageOpen, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { receiptNumberIn } from "../../core/receipt/scanned-receipt";
import { useMessages } from "../messages/use-messages";
import { EmptyState } from "../ui/empty-state";
import { Spinner } from "../ui/spinner";
import { PanelFrame } from "./panel-frame";
import { RecoverSaleKey } from "./recover-sale-key";
import { TillButton } from "./till-button";
import { useLayout } from "./use-layout";
import { useRefusalText } from "./use-refusal-text";
import type { ReturnLookup } from "./use-returnable-sale";

export type ReturnProblemProps = {
  /** Or the whole code that was scanned. */
  receiptNumber: string;
  lookup: ReturnLookup;
  onOther: () => void;
  onLoose: () => void;
  onClose: () => void;
};

type Words = { icon: ReactNode; title: string; body: string; canRetry: boolean };

function useWords({ lookup }: ReturnProblemProps, receiptNumber: string): Words {
  const { tillCounter } = useMessages();
  const refusal = useRefusalText(lookup.refusal);
  const code = lookup.sale ? "sale_voided" : lookup.refusal?.code;
  switch (code) {
    case "sale_voided":
      return {
        icon: <FileX2 />,
        title: tillCounter.returnVoidedTitle(receiptNumber),
        body: tillCounter.returnVoided,
        canRetry: false,
      };
    case "receipt_unreachable":
      return {
        icon: <CloudOff />,
        title: tillCounter.returnUnreachableTitle,
        body: tillCounter.returnUnreachableBody,
        canRetry: true,
      };
    case "receipt_not_found":
      if (lookup.refusal?.details["isRecovered"]) {
        return {
          icon: <PackageCheck />,
          title: tillCounter.recoveredTitle(receiptNumber),
          body: tillCounter.recoveredBody,
          canRetry: true,
        };
      }
      if (lookup.refusal?.details["canRecover"]) {
        return {
          icon: <FileSearch />,
          title: tillCounter.recoverTitle(receiptNumber),
          body: tillCounter.recoverBody,
          canRetry: false,
        };
      }
      return {
        icon: <SearchX />,
        title: tillCounter.returnUnknownTitle(receiptNumber),
        body: tillCounter.returnUnknownBody,
        canRetry: false,
      };
    default:
      return {
        icon: <SearchX />,
        title: tillCounter.returnUnknownTitle(receiptNumber),
        body: refusal ?? "",
        canRetry: true,
      };
  }
}

/** While a receipt is looked up, and when nothing of it can come back: what to do instead. */
export function ReturnProblem(props: ReturnProblemProps) {
  const { lookup, onOther, onLoose, onClose } = props;
  const receiptNumber = receiptNumberIn(props.receiptNumber) ?? props.receiptNumber;
  const { tillCounter } = useMessages();
  const hasCaps = useLayout() === "desktop";
  const words = useWords(props, receiptNumber);
  const canRecover = lookup.refusal?.details["canRecover"] === true;
  const isLooking = lookup.sale === null && lookup.refusal === null;
  return (
    <PanelFrame
      title={isLooking ? tillCounter.returnOf(receiptNumber) : tillCounter.returnTitle}
      onClose={onClose}
      layer={{ keys: { f7: onLoose, enter: onOther } }}
      footer={
        <div className="flex gap-2">
          <TillButton
            className="flex-1"
            icon={<PackageOpen aria-hidden="true" />}
            {...(hasCaps && { keyCap: "F7" })}
            onPress={onLoose}
          >
            {tillCounter.returnNoReceipt}
          </TillButton>
          <TillButton kind={isLooking ? "outline" : "primary"} className="flex-1" onPress={onOther}>
            {tillCounter.returnOther}
          </TillButton>
        </div>
      }
    >
      {isLooking ? (
        <div
          role="status"
          className="flex flex-1 items-center justify-center gap-3 text-text-muted"
        >
          <Spinner />
          <span className="text-till-key">{tillCounter.returnLooking(receiptNumber)}</span>
        </div>
      ) : (
        <div role="alert">
          <EmptyState
            icon={words.icon}
            title={words.title}
            actions={
              canRecover ? (
                <RecoverSaleKey code={props.receiptNumber} onChanged={lookup.retry} />
              ) : (
                words.canRetry && (
                  <TillButton size="till" className="px-4" onPress={lookup.retry}>
                    {tillCounter.returnTryAgain}
                  </TillButton>
                )
              )
            }
          >
            {words.body}
          </EmptyState>
        </div>
      )}
    </PanelFrame>
  );
}
