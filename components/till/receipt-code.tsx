"use client";

import { useMemo } from "react";
import { modulePath } from "../../core/receipt/module-path";
import { qrModules } from "../../core/receipt/qr-code";
import {
  type ReceiptInput,
  receiptNumberOf,
  receiptProofOf,
} from "../../core/receipt/receipt-input";
import { buildReceiptPayload } from "../../core/receipt/receipt-payload";
import { classNames } from "../ui/class-names";

export type ReceiptCodeProps = { receipt: ReceiptInput; className?: string };

const QUIET = 2;

/** The code of the receipt, dark on white in both themes so that every phone reads it. */
export function ReceiptCode({ receipt, className }: ReceiptCodeProps) {
  const { size, path } = useMemo(() => {
    const proof = receiptProofOf(receipt);
    const modules = qrModules(proof ? buildReceiptPayload(proof) : receiptNumberOf(receipt));
    return { size: modules.length, path: modulePath(modules) };
  }, [receipt]);
  const box = `${-QUIET} ${-QUIET} ${size + 2 * QUIET} ${size + 2 * QUIET}`;
  return (
    <svg
      role="img"
      aria-label={receiptNumberOf(receipt)}
      viewBox={box}
      shapeRendering="crispEdges"
      className={classNames("rounded-chip", className)}
    >
      <rect x={-QUIET} y={-QUIET} width="100%" height="100%" fill="white" />
      <path d={path} fill="black" />
    </svg>
  );
}
