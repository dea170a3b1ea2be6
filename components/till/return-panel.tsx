"use client";

import { useState } from "react";
import { ReturnFinder } from "./return-finder";
import { ReturnLines } from "./return-lines";
import { ReturnWithoutReceipt } from "./return-without-receipt";

type Step =
  | { readonly kind: "find" }
  | { readonly kind: "receipt"; readonly number: string }
  | { readonly kind: "loose" };

export type ReturnPanelProps = {
  /** Of a receipt that was scanned or chosen; null asks for one. */
  receiptNumber: string | null;
  onClose: () => void;
};

/** Goods that come back: by their receipt, or without one where somebody allows it. */
export function ReturnPanel({ receiptNumber, onClose }: ReturnPanelProps) {
  const [step, setStep] = useState<Step>(
    receiptNumber === null ? { kind: "find" } : { kind: "receipt", number: receiptNumber },
  );
  const toLoose = () => setStep({ kind: "loose" });
  const toFinder = () => setStep({ kind: "find" });
  switch (step.kind) {
    case "receipt":
      return (
        <ReturnLines
          key={step.number}
          receiptNumber={step.number}
          onOther={toFinder}
          onLoose={toLoose}
          onClose={onClose}
        />
      );
    case "loose":
      return <ReturnWithoutReceipt onBack={toFinder} onClose={onClose} />;
    default:
      return (
        <ReturnFinder
          onFound={(number) => setStep({ kind: "receipt", number })}
          onLoose={toLoose}
          onClose={onClose}
        />
      );
  }
}
