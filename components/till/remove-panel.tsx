"use client";

import type { CartLineView } from "../../till/react/till-state";
import { useCommand } from "../../till/react/use-command";
import { useTillCommands, useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { PanelFrame } from "./panel-frame";
import { ReasonKeys, reasonLayer } from "./reason-keys";
import { useAct } from "./use-act";
import { useFigures } from "./use-figures";
import { useRefusalText } from "./use-refusal-text";

function Refused({ text }: { text: string | null }) {
  return (
    <p role="alert" className="pt-3 text-danger text-till-key empty:hidden">
      {text}
    </p>
  );
}

export type RemovePanelProps = { line: CartLineView; onClose: () => void };

/** A line goes at the second tap: Remove, then the reason that the operator's log keeps. */
export function RemovePanel({ line, onClose }: RemovePanelProps) {
  const { tillPay } = useMessages();
  const { removeLine } = useTillCommands();
  const { act, text } = useAct(onClose);
  const remove = (reason: string) => act(() => removeLine({ lineId: line.lineId, reason }));
  return (
    <PanelFrame
      title={tillPay.removeTitle(line.name)}
      onClose={onClose}
      layer={reasonLayer(tillPay.removeReasons, remove)}
    >
      <p className="pb-4 text-text-muted text-till-key font-regular">{tillPay.removeBody}</p>
      <ReasonKeys reasons={tillPay.removeReasons} onChoose={remove} />
      <Refused text={text} />
    </PanelFrame>
  );
}

/** The whole sale, in the same two taps. */
export function ClearPanel({ onClose }: { onClose: () => void }) {
  const { till, tillPay } = useMessages();
  const figures = useFigures();
  const count = useTillSelector(({ cart }) => cart.itemCount);
  const { voidCart } = useTillCommands();
  const voiding = useCommand(voidCart);
  const clear = async (reason: string) => {
    if (!voiding.isRunning && (await voiding.run({ reason })) !== null) {
      onClose();
    }
  };
  const choose = (reason: string) => void clear(reason);
  const items = till.items(figures.count(count), count === 1);
  return (
    <PanelFrame
      title={tillPay.clearTitle(items)}
      onClose={onClose}
      layer={reasonLayer(tillPay.clearReasons, choose)}
    >
      <p className="pb-4 text-text-muted text-till-key font-regular">{tillPay.clearBody}</p>
      <ReasonKeys reasons={tillPay.clearReasons} onChoose={choose} />
      <Refused text={useRefusalText(voiding.refusal)} />
    </PanelFrame>
  );
}
