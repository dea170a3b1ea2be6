"use client";

import { useMessages } from "../messages/use-messages";
import { Dialog } from "../ui/dialog";
import { KeyCap } from "../ui/key-cap";
import { useKeys } from "./use-keys";

type KeyRow = { keys: readonly string[]; text: string };

function KeyRows({ title, rows }: { title: string; rows: readonly KeyRow[] }) {
  return (
    <section className="pb-3">
      <h3 className="pb-1 font-figure text-statement text-text-muted">{title}</h3>
      <dl>
        {rows.map((row) => (
          <div
            key={row.text}
            className="flex min-h-8.5 items-center justify-between gap-4 border-border border-b text-till-key"
          >
            <dt className="font-medium">{row.text}</dt>
            <dd className="flex shrink-0 gap-1.5">
              {row.keys.map((key) => (
                <kbd key={key} className="contents">
                  <KeyCap>{key}</KeyCap>
                  <span className="sr-only">{key}</span>
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function KeyMap({ onClose }: { onClose: () => void }) {
  const { till } = useMessages();
  useKeys({ isExclusive: true, keys: { "?": onClose, escape: onClose } });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      surface="till"
      width="wide"
      title={till.keysTitle}
      description={till.keysBody}
    >
      <div className="grid gap-x-10 md:grid-cols-2">
        <div>
          <KeyRows
            title={till.keyGroupSell}
            rows={[
              { keys: ["/"], text: till.keySearch },
              { keys: ["Enter"], text: till.keyAddTop },
              { keys: ["3", "*"], text: till.keyTimes },
              { keys: ["0\u20139", "Enter"], text: till.keyScan },
            ]}
          />
          <KeyRows
            title={till.keyGroupLine}
            rows={[
              { keys: ["\u2191", "\u2193"], text: till.keyLines },
              { keys: ["+", "\u2212"], text: till.keyMore },
              { keys: ["Q"], text: till.keyQuantity },
              { keys: ["N"], text: till.keyNote },
              { keys: ["Del"], text: till.keyRemove },
            ]}
          />
        </div>
        <div>
          <KeyRows
            title={till.keyGroupPay}
            rows={[
              { keys: ["F8"], text: till.exactCash },
              { keys: ["C"], text: till.otherCashName },
              { keys: ["F9"], text: till.card },
              { keys: ["F10"], text: till.mpesa },
              { keys: ["P"], text: till.print },
              { keys: ["V"], text: till.receipt },
              { keys: ["N"], text: till.keyNext },
            ]}
          />
          <KeyRows
            title={till.keyGroupTill}
            rows={[
              { keys: ["R"], text: till.receipts },
              { keys: ["S"], text: till.shift },
              { keys: ["Y"], text: till.sync },
              { keys: ["M"], text: till.settings },
              { keys: ["L"], text: till.lock },
              { keys: ["Esc"], text: till.keyBack },
            ]}
          />
        </div>
      </div>
    </Dialog>
  );
}
