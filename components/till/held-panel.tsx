"use client";

import { Archive, FileText, PackageCheck, SquareParking } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import type { HeldCartView } from "../../till/react/till-state";
import { useHeldCarts } from "../../till/react/use-held-carts";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { EmptyState } from "../ui/empty-state";
import { SegmentedControl } from "../ui/segmented-control";
import { HeldFoot } from "./held-foot";
import { HeldRow } from "./held-row";
import { LayawayCancel } from "./layaway-cancel";
import { PanelFrame } from "./panel-frame";
import { SetAsideKeys } from "./set-aside-keys";
import { useFigures } from "./use-figures";
import { useHeld } from "./use-held";
import { usePick } from "./use-pick";

type Kind = HeldCartView["kind"];

const KINDS: readonly Kind[] = ["parked", "quote", "layaway"];

const EMPTY_ICONS: Record<Kind, ReactNode> = {
  parked: <SquareParking />,
  quote: <FileText />,
  layaway: <PackageCheck />,
};

/** The tab with something in it, parked sales first. */
function firstKind(carts: readonly HeldCartView[]): Kind {
  return KINDS.find((kind) => carts.some((cart) => cart.kind === kind)) ?? "parked";
}

function useTabs(carts: readonly HeldCartView[]) {
  const { tillCounter } = useMessages();
  const figures = useFigures();
  const [kind, setKind] = useState<Kind>(() => firstKind(carts));
  const segments = KINDS.map((value) => {
    const count = carts.filter((cart) => cart.kind === value).length;
    return {
      value,
      label: tillCounter.heldTabs[value],
      ...(count > 0 && { count: figures.count(count) }),
    };
  });
  const walk = (by: number) => {
    const next = KINDS[KINDS.indexOf(kind) + by];
    if (next) {
      setKind(next);
    }
  };
  return { kind, setKind, segments, walk };
}

const REFRESH_MS = 4_000;

/** What another till has just put aside is wanted now, not at the next exchange. */
function useFreshList(): void {
  const { syncNow } = useTillCommands();
  useEffect(() => {
    syncNow();
    const timer = setInterval(syncNow, REFRESH_MS);
    return () => clearInterval(timer);
  }, [syncNow]);
}

/** What was put aside, here and on the other tills, and what becomes of it. */
export function HeldPanel({ onClose }: { onClose: () => void }) {
  const { tillCounter } = useMessages();
  const carts = useHeldCarts();
  const { kind, setKind, segments, walk } = useTabs(carts);
  const shown = carts.filter((cart) => cart.kind === kind);
  const { current, choose, step } = usePick(shown, (cart) => cart.heldCartId);
  const held = useHeld(current);
  useFreshList();
  const [cancelled, setCancelled] = useState<HeldCartView | null>(null);
  if (cancelled) {
    return <LayawayCancel cart={cancelled} onBack={() => setCancelled(null)} onClose={onClose} />;
  }
  return (
    <PanelFrame
      title={tillCounter.heldTitle}
      onClose={onClose}
      isFlush
      layer={{
        keys: {
          arrowdown: () => step(1),
          arrowup: () => step(-1),
          arrowright: () => walk(1),
          arrowleft: () => walk(-1),
          enter: held.act,
        },
      }}
      footer={
        current && <HeldFoot cart={current} held={held} onCancel={() => setCancelled(current)} />
      }
    >
      <div className="flex flex-col gap-3 px-6 pb-3 max-md:px-4">
        <SetAsideKeys />
        <SegmentedControl
          label={tillCounter.heldTitle}
          size="till"
          isFullWidth
          value={kind}
          onChange={setKind}
          segments={segments}
        />
      </div>
      {shown.length === 0 ? (
        <EmptyState icon={EMPTY_ICONS[kind] ?? <Archive />} title={tillCounter.heldEmpty[kind]}>
          {tillCounter.heldEmptyBody[kind]}
        </EmptyState>
      ) : (
        <ul aria-label={tillCounter.heldList[kind]} className="pane flex-1 border-border border-t">
          {shown.map((cart) => (
            <HeldRow
              key={cart.heldCartId}
              cart={cart}
              isCurrent={cart.heldCartId === current?.heldCartId}
              onPress={() => choose(cart.heldCartId)}
            />
          ))}
        </ul>
      )}
    </PanelFrame>
  );
}
