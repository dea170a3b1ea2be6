"use client";

import { lazy } from "react";
import { loadEngineParts } from "../../till/react/load-engine-parts";

/**
 * What a sale can do without: fetched after the first paint, kept by the service worker, and drawn
 * when it is asked for.
 */
const load = {
  receiptCode: () => import("./receipt-code"),
  receiptPanel: () => import("./receipt-panel"),
  receiptsPanel: () => import("./receipts-panel"),
  syncSheet: () => import("./sync-sheet"),
  shiftPanel: () => import("./shift-panel"),
  settingsPanel: () => import("./settings-panel"),
  notePanel: () => import("./note-panel"),
  openItemPanel: () => import("./open-item-panel"),
  keyMap: () => import("./key-map"),
  removeTill: () => import("./remove-till"),
};

export const ReceiptCode = lazy(() =>
  load.receiptCode().then(({ ReceiptCode: part }) => ({ default: part })),
);
export const ReceiptPanel = lazy(() =>
  load.receiptPanel().then(({ ReceiptPanel: part }) => ({ default: part })),
);
export const ReceiptsPanel = lazy(() =>
  load.receiptsPanel().then(({ ReceiptsPanel: part }) => ({ default: part })),
);
export const SyncSheet = lazy(() =>
  load.syncSheet().then(({ SyncSheet: part }) => ({ default: part })),
);
export const ShiftPanel = lazy(() =>
  load.shiftPanel().then(({ ShiftPanel: part }) => ({ default: part })),
);
export const SettingsPanel = lazy(() =>
  load.settingsPanel().then(({ SettingsPanel: part }) => ({ default: part })),
);
export const NotePanel = lazy(() =>
  load.notePanel().then(({ NotePanel: part }) => ({ default: part })),
);
export const OpenItemPanel = lazy(() =>
  load.openItemPanel().then(({ OpenItemPanel: part }) => ({ default: part })),
);
export const KeyMap = lazy(() => load.keyMap().then(({ KeyMap: part }) => ({ default: part })));
export const RemoveTill = lazy(() =>
  load.removeTill().then(({ RemoveTill: part }) => ({ default: part })),
);

/** Fetches the rest while the till is idle, so that no key waits for it later. */
export function loadLazyParts(): void {
  loadEngineParts();
  for (const part of [load.receiptCode, load.syncSheet, load.receiptPanel, load.shiftPanel]) {
    void part();
  }
  for (const part of [load.receiptsPanel, load.settingsPanel, load.notePanel, load.openItemPanel]) {
    void part();
  }
  for (const part of [load.keyMap, load.removeTill]) {
    void part();
  }
}
