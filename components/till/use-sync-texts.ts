"use client";

import { type TillSyncTexts, tillSyncEn } from "../messages/till-sync-en";
import { tillSyncSw } from "../messages/till-sync-sw";
import { useLanguage } from "../messages/use-messages";

/** Words of the parts that are fetched after the first paint; both languages come with them. */
export function useSyncTexts(): TillSyncTexts {
  return useLanguage() === "sw" ? tillSyncSw : tillSyncEn;
}
