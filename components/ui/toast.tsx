"use client";

import { Undo2, X } from "lucide-react";
import type { ReactNode } from "react";
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as AriaToastContent,
  UNSTABLE_ToastQueue as AriaToastQueue,
  UNSTABLE_ToastRegion as AriaToastRegion,
  Button,
  Text,
} from "react-aria-components";
import { useMessages } from "../messages/use-messages";
import { KeyCap } from "./key-cap";

export type ToastContent = {
  title: string;
  detail?: string;
  icon?: ReactNode;
  onUndo?: () => void;
};

const TIMEOUT_MS = 6_000;

const queue = new AriaToastQueue<ToastContent>({ maxVisibleToasts: 3 });

/** Shows a notice for six seconds, longer while it is hovered or focused. Returns its key. */
export function showToast(content: ToastContent, timeoutMs = TIMEOUT_MS): string {
  return queue.add(content, { timeout: timeoutMs });
}

export function closeToast(key: string): void {
  queue.close(key);
}

/** Takes back what the newest notice speaks of; for the Ctrl+Z of a screen. */
export function undoNewestToast(): boolean {
  const newest = queue.visibleToasts.find((toast) => toast.content.onUndo);
  if (!newest) {
    return false;
  }
  newest.content.onUndo?.();
  queue.close(newest.key);
  return true;
}

/** Stops with the timer, while the notice is hovered or holds the focus. */
function Countdown({ durationMs }: { durationMs: number }) {
  return (
    <span
      aria-hidden="true"
      style={{ animationDuration: `${durationMs}ms` }}
      className="absolute inset-x-0 bottom-0 h-0.75 origin-left animate-countdown bg-accent-inverse [animation-play-state:running] group-focus-within/toast:[animation-play-state:paused] group-hover/toast:[animation-play-state:paused] rtl:origin-right"
    />
  );
}

/** Once in each surface's layout. */
export function ToastRegion() {
  const { ui } = useMessages();
  return (
    <AriaToastRegion
      queue={queue}
      aria-label={ui.notices}
      className="fixed bottom-4 left-1/2 z-50 flex w-120 max-w-[calc(100vw-2rem)] -translate-x-1/2 flex-col gap-2 rounded-bar"
    >
      {({ toast }) => (
        <AriaToast
          toast={toast}
          className="group/toast icon-20 relative flex animate-rise-in items-center gap-3 overflow-hidden rounded-bar bg-text p-3 ps-4 text-surface shadow-bar"
        >
          {toast.content.icon}
          <AriaToastContent className="flex min-w-0 flex-1 flex-col gap-0.5 py-1">
            <Text slot="title" className="font-amount text-statement">
              {toast.content.title}
            </Text>
            {toast.content.detail && (
              <Text slot="description" className="text-body">
                {toast.content.detail}
              </Text>
            )}
          </AriaToastContent>
          {toast.content.onUndo && (
            <Button
              onPress={() => {
                toast.content.onUndo?.();
                queue.close(toast.key);
              }}
              className="icon-18 flex min-h-11 items-center gap-2 rounded-control bg-[color-mix(in_oklab,currentColor_16%,transparent)] px-3.5 font-key text-statement"
            >
              <Undo2 />
              {ui.undo}
              <KeyCap isOnFill>Ctrl Z</KeyCap>
            </Button>
          )}
          <Button
            slot="close"
            aria-label={ui.close}
            className="icon-18 flex size-11 shrink-0 items-center justify-center rounded-control -ms-2"
          >
            <X />
          </Button>
          {toast.content.onUndo && toast.timeout && <Countdown durationMs={toast.timeout} />}
        </AriaToast>
      )}
    </AriaToastRegion>
  );
}
