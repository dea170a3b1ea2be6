"use client";

import { modulePath } from "../../../core/receipt/module-path";
import { qrModules } from "../../../core/receipt/qr-code";
import { useMessages } from "../../messages/use-messages";

/** Modules that stay light around the code, so that cameras find it. */
const QUIET = 4;

/** The code that an authenticator's camera reads: dark on light, whatever the appearance. */
export function FactorQr({ address }: { address: string }) {
  const { account } = useMessages();
  const modules = qrModules(address);
  const side = modules.length + 2 * QUIET;
  return (
    <svg
      role="img"
      aria-label={account.qrLabel}
      data-address={address}
      viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
      shapeRendering="crispEdges"
      className="size-52 rounded-card bg-paper fill-ink"
    >
      <path d={modulePath(modules)} />
    </svg>
  );
}
