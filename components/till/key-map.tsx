"use client";

import { useMessages } from "../messages/use-messages";
import { Dialog } from "../ui/dialog";
import { KeyCap } from "../ui/key-cap";
import { useKeys } from "./use-keys";

type KeyRow = readonly [text: string, ...keys: string[]];

function KeyRows({ title, rows }: { title: string; rows: readonly KeyRow[] }) {
  return (
    <section className="pb-3">
      <h3 className="pb-1 font-figure text-statement text-text-muted">{title}</h3>
      <dl>
        {rows.map(([text, ...keys]) => (
          <div
            key={text}
            className="flex min-h-7.5 items-center justify-between gap-3 border-border border-b text-statement"
          >
            <dt className="min-w-0 truncate font-medium">{text}</dt>
            <dd className="flex shrink-0 gap-1.5">
              {keys.map((key) => (
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

function SellKeys() {
  const { till, tillPay } = useMessages();
  return (
    <KeyRows
      title={till.keyGroupSell}
      rows={[
        [till.keySearch, "/"],
        [till.keyAddTop, "Enter"],
        [till.keyTimes, "3", "*"],
        [till.keyScan, "0\u20139", "Enter"],
        [tillPay.keyOpenItem, "O"],
        [tillPay.keySaleDiscount, "F6"],
        [tillPay.keyCoupon, "K"],
        [tillPay.keySums, "T"],
      ]}
    />
  );
}

function LineKeyRows() {
  const { till, tillPay } = useMessages();
  return (
    <KeyRows
      title={till.keyGroupLine}
      rows={[
        [till.keyLines, "\u2191", "\u2193"],
        [till.keyMore, "+", "\u2212"],
        [till.keyQuantity, "Q"],
        [tillPay.keyDetails, "E"],
        [tillPay.keyDiscount, "D"],
        [tillPay.keyPrice, "X"],
        [till.keyNote, "N"],
        [till.keyRemove, "Del"],
      ]}
    />
  );
}

function PayKeyRows() {
  const { till } = useMessages();
  return (
    <KeyRows
      title={till.keyGroupPay}
      rows={[
        [till.exactCash, "F8"],
        [till.otherCashName, "C"],
        [till.card, "F9"],
        [till.mpesa, "F10"],
        [till.print, "P"],
        [till.receipt, "V"],
        [till.keyNext, "N"],
      ]}
    />
  );
}

function CounterKeyRows() {
  const { tillCounter } = useMessages();
  return (
    <KeyRows
      title={tillCounter.keyGroupCounter}
      rows={[
        [tillCounter.keyPark, "F2"],
        [tillCounter.keyRecall, "F3"],
        [tillCounter.keyCustomer, "F4"],
        [tillCounter.keyReturn, "F7"],
        [tillCounter.keyReason, "1\u20135"],
        [tillCounter.keyAll, "A"],
      ]}
    />
  );
}

function TillKeyRows() {
  const { till, tillCounter } = useMessages();
  return (
    <KeyRows
      title={till.keyGroupTill}
      rows={[
        [tillCounter.keyReceipts, "R"],
        [till.shift, "S"],
        [tillCounter.keyNoSale, "W"],
        [tillCounter.keyCashier, "U"],
        [till.sync, "Y"],
        [tillCounter.keyMenu, "M"],
        [till.settings, "G"],
        [till.lock, "L"],
        [till.keyBack, "Esc"],
      ]}
    />
  );
}

/** The whole keyboard of the till at one sight. */
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
      <div className="grid gap-x-8 md:grid-cols-3">
        <div>
          <SellKeys />
          <CounterKeyRows />
        </div>
        <div>
          <LineKeyRows />
          <PayKeyRows />
        </div>
        <div>
          <TillKeyRows />
        </div>
      </div>
    </Dialog>
  );
}
