import { barcodeModules } from "../../core/receipt/code128";
import { modulePath } from "../../core/receipt/module-path";
import { isWideQr, qrModules } from "../../core/receipt/qr-code";

/** The code that phones read; what it says stands in words beside it. */
export function ReceiptQr({ payload }: { payload: string }) {
  const modules = qrModules(payload);
  return (
    <svg
      aria-hidden="true"
      data-payload={payload}
      viewBox={`0 0 ${modules.length} ${modules.length}`}
      shapeRendering="crispEdges"
      className={`${isWideQr(modules) ? "size-60" : "size-29"} shrink-0 fill-ink`}
    >
      <path d={modulePath(modules)} />
    </svg>
  );
}

const BAR_HEIGHT = 46;

/** The receipt number as bars for the scanner; nothing when it cannot be one. */
export function ReceiptBars({ value }: { value: string }) {
  const modules = barcodeModules(value);
  if (modules === null) return null;
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${modules.length} ${BAR_HEIGHT}`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      className="mx-auto mb-1 h-11.5 max-w-full fill-ink"
      style={{ width: modules.length }}
    >
      <path d={modulePath([modules], BAR_HEIGHT)} />
    </svg>
  );
}
