"use client";

import type { ReactNode } from "react";
import { useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { BrandMark } from "../ui/brand-mark";
import { classNames } from "../ui/class-names";
import { placeOf, storeTitle } from "./till-place";
import { useLayout } from "./use-layout";

export type GateScreenProps = {
  children: ReactNode;
  /** A second, sunken column, as for number keys. */
  side?: ReactNode;
  /** Under the first column; on a phone after both. */
  after?: ReactNode;
  /** At the end of the head line. */
  aside?: ReactNode;
  isNarrow?: boolean;
};

function GateHead({ aside }: { aside: ReactNode }) {
  const { till } = useMessages();
  const title = useTillSelector((snapshot) => {
    const place = placeOf(snapshot.till);
    return place ? storeTitle(place.store) : null;
  });
  const register = useTillSelector((snapshot) => placeOf(snapshot.till)?.register.name ?? null);
  return (
    <header className="flex h-14 shrink-0 items-center gap-4 border-border border-b bg-surface-raised px-4">
      <BrandMark className="size-7" />
      <span className="-ms-1.5 truncate font-amount text-till-key">{title ?? "Kaunta"}</span>
      <span aria-hidden="true" className="h-6 w-px shrink-0 bg-border" />
      <span className="shrink-0 font-figure text-till-key">{register ?? till.appName}</span>
      <div className="ms-auto flex min-w-0 items-center gap-2">{aside}</div>
    </header>
  );
}

/** Whatever stands before selling: one card in the middle, in the frame of the sell screen. */
export function GateScreen(props: GateScreenProps) {
  const { children, side, after, aside, isNarrow = false } = props;
  const isPhone = useLayout() === "phone";
  return (
    <div className="flex h-dvh flex-col overflow-hidden bg-surface text-text">
      <GateHead aside={aside} />
      <main className="pane flex min-h-0 flex-1 flex-col p-4 max-md:p-0">
        <div
          className={classNames(
            "m-auto flex w-full shrink-0 overflow-hidden bg-surface-raised max-md:mt-0 max-md:min-h-full max-md:flex-col md:rounded-overlay md:border md:border-border",
            isNarrow ? "max-w-136" : "max-w-232",
          )}
        >
          <div className="flex min-w-0 flex-col p-8 md:flex-1 max-md:p-4">
            {children}
            {!isPhone && after}
          </div>
          {side && (
            <div className="flex shrink-0 flex-col items-center border-border bg-surface px-8 py-8 max-md:grow max-md:border-t max-md:px-4 max-md:py-5 md:w-92 md:border-s">
              {side}
            </div>
          )}
          {isPhone && after && <div className="px-4 pb-6">{after}</div>}
        </div>
      </main>
    </div>
  );
}

export function GateTitle({ children, detail }: { children: ReactNode; detail?: ReactNode }) {
  return (
    <>
      <h1 className="text-balance text-overlay-title">{children}</h1>
      {detail && (
        <p className="mt-1.5 text-pretty font-regular text-text-muted text-till-key leading-6">
          {detail}
        </p>
      )}
    </>
  );
}
